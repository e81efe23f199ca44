# Any character may stand in comments and strings: “curly”, 日本語, ';'.
locals {
  größe = "“curly” 日本語 ';' `x`"
}
