terraform {
  required_providers {
    shop = {
      source = "example/shop"
    }
  }
}

resource "shop_order" "first" {
  items = ["book"]
}
