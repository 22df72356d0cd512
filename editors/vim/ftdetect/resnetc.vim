" Texts of resnetc say so in their first statement; a new one is known by its name. Vim takes *.dsl for another
" language, so the type is set and not only proposed.
autocmd BufNewFile *.dsl set filetype=resnetc
autocmd BufRead *.dsl if join(getline(1, 9), "\n") =~# '\%(^\|\n\)resnetc \d\+' | set filetype=resnetc | endif
