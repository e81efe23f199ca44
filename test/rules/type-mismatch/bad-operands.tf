locals {
  sum    = "one" + 2
  text   = "zones: ${["a", "b"]}"
  either = true ? ["a"] : { a = 1 }
  each   = [for x in 5 : x]
}
