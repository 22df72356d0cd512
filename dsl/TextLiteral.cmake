# text_literal(FILE variable): sets `variable` to a C++ string literal of the file's text, cut into raw
# strings, as compilers bound a literal's length.
function(text_literal path variable)
  file(READ "${path}" text)
  string(LENGTH "${text}" length)
  set(result "")
  set(from 0)
  while(from LESS length)
    string(SUBSTRING "${text}" ${from} 4000 chunk)
    string(APPEND result "\n    R\"text(${chunk})text\"")
    math(EXPR from "${from} + 4000")
  endwhile()
  set(${variable} "${result}" PARENT_SCOPE)
endfunction()
