locals {
  path = "C:\\temp\t\"x\" \u00e9 \U0001F600 $${not} %%{either}"
}
