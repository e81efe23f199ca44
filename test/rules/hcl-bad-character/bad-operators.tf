locals {
  both   = true & false
  either = true | false;
}
