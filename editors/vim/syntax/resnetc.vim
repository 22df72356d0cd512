" Vim syntax file of the language of resnetc.
" A test (tests/unit/editor/SyntaxFilesTest.cpp) holds its words against those of the compiler.
if exists("b:current_syntax")
  finish
endif

syn match resnetcComment /#.*$/
syn region resnetcString start=/"/ end=/"\|$/
syn match resnetcNumber /\<\d\+\(x\d\+\|\(\.\d\+\)\?\([eE][-+]\?\d\+\)\?\)\>/
syn match resnetcCall /\<\h\w*\ze(/

" Words that mean the same everywhere, and those that begin lines of models. Those that begin a region below stand
" there alone, as a keyword would hide the region.
syn keyword resnetcLayer conv relu prelu sigmoid relu6 silu hardswish leaky_relu scale dropout maxpool fc
syn keyword resnetcWord resnetc block model branch pad ceil groups bias nobias digits cifar10 folder idx npy
syn keyword resnetcModelWord stem head

" Words that are words in their statement alone; elsewhere they may name parameters.
syn keyword resnetcInputWord contained f32 u8 scale N normalize mean std
syn region resnetcInput matchgroup=resnetcModelWord start=/\<\%(input\|normalize\)\>/ end=/$\|[;{}]\@=/ contains=resnetcInputWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcShortcutWord contained A B C none conv
syn region resnetcShortcut matchgroup=resnetcModelWord start=/\<shortcut\>/ end=/$\|[;{}]\@=/ contains=resnetcShortcutWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcBnWord contained eps momentum
syn region resnetcBn matchgroup=resnetcLayer start=/\<bn\>/ end=/$\|[;{}]\@=/ contains=resnetcBnWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcNamesWord contained torchvision caffe
syn region resnetcNames matchgroup=resnetcModelWord start=/\<names\>/ end=/$\|[;{}]\@=/ contains=resnetcNamesWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcStageWord contained x then
syn region resnetcStage matchgroup=resnetcModelWord start=/\<\%(stage\|then\)\>/ end=/$\|[;{}]\@=/ contains=resnetcStageWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcAuxWord contained weight
syn region resnetcAux matchgroup=resnetcModelWord start=/\<aux\>/ end=/$\|[;{}]\@=/ contains=resnetcAuxWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcJoinWord contained add concat max gated
syn region resnetcJoin matchgroup=resnetcModelWord start=/\<join\>/ end=/$\|[;{}]\@=/ contains=resnetcJoinWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcAvgpoolWord contained global
syn region resnetcAvgpool matchgroup=resnetcLayer start=/\<avgpool\>/ end=/$\|[;{}]\@=/ contains=resnetcAvgpoolWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall
syn keyword resnetcLrnWord contained alpha beta k
syn region resnetcLrn matchgroup=resnetcLayer start=/\<lrn\>/ end=/$\|[;{}]\@=/ contains=resnetcLrnWord,resnetcComment,resnetcString,resnetcNumber,resnetcLayer,resnetcWord,resnetcCall

" Recipes.
syn keyword resnetcTrainWord contained for data eval augment loss init sgd lr warmup batch epochs seed
syn keyword resnetcAugmentWord contained shift hflip resize crop
syn keyword resnetcLossWord contained softmax_cross_entropy
syn keyword resnetcInitWord contained he_normal fan_in fan_out
syn keyword resnetcSgdWord contained lr momentum weight_decay nesterov
syn keyword resnetcLrWord contained cosine constant at epochs on plateau patience
syn keyword resnetcWarmupWord contained epochs from
syn region resnetcRecipe matchgroup=resnetcWord start=/\<train\>/ end=/}/ contains=resnetcComment,resnetcString,resnetcNumber,resnetcWord,resnetcTrainWord,resnetcAugmentWord,resnetcLossWord,resnetcInitWord,resnetcSgdWord,resnetcLrWord,resnetcWarmupWord

hi def link resnetcComment Comment
hi def link resnetcString String
hi def link resnetcNumber Number
hi def link resnetcCall Function
hi def link resnetcLayer Type
hi def link resnetcWord Statement
hi def link resnetcModelWord Statement
hi def link resnetcInputWord Keyword
hi def link resnetcShortcutWord Constant
hi def link resnetcBnWord Keyword
hi def link resnetcNamesWord Constant
hi def link resnetcStageWord Keyword
hi def link resnetcAuxWord Keyword
hi def link resnetcJoinWord Constant
hi def link resnetcAvgpoolWord Keyword
hi def link resnetcLrnWord Keyword
hi def link resnetcTrainWord Keyword
hi def link resnetcAugmentWord Keyword
hi def link resnetcLossWord Constant
hi def link resnetcInitWord Keyword
hi def link resnetcSgdWord Keyword
hi def link resnetcLrWord Keyword
hi def link resnetcWarmupWord Keyword

let b:current_syntax = "resnetc"
