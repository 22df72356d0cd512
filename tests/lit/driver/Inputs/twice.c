/* twice.c - includes the headers of two networks of one name. */
#include "infer/tiny.h"
#include "train/tiny.h"
