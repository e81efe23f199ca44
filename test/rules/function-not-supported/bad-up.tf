locals {
  names = fileset("${path.module}/../names", "*.txt")
  text  = file("../text.txt")
}
