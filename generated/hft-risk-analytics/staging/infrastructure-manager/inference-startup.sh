#!/bin/sh
# Starts the inference server; the TPU VM runs it at every boot.
set -eu

metadata() {
  curl --silent --show-error --fail --header 'Metadata-Flavor: Google' \
    "http://metadata.google.internal/computeMetadata/v1/instance/$1"
}

image=$(metadata attributes/inference-image)
bucket=$(metadata attributes/model-bucket)

metadata service-accounts/default/token |
  sed 's/.*"access_token":"\([^"]*\)".*/\1/' |
  docker login --username oauth2accesstoken --password-stdin "https://${image%%/*}"

docker rm --force inference || true
docker run --detach --name inference --restart always --privileged --network host --log-driver gcplogs \
  --env "MODEL_BUCKET=$bucket" --env PORT=8080 "$image"
