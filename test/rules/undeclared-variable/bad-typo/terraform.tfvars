regoin = "europe-west3"
