"""Uses Cloud Storage by Google's client, at STORAGE_EMULATOR_HOST; prints what each step gave, by its name, as JSON."""

import io
import json
import sys

from google.api_core import exceptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import storage

client = storage.Client(project="p", credentials=AnonymousCredentials())
bucket = client.create_bucket("py-bucket")
blob = bucket.blob
seen = {}

seen["bucket exists"] = [bucket.exists(), client.bucket("nope").exists()]

for checksum in ("md5", "crc32c"):
    blob(f"{checksum}.txt").upload_from_string("hello", checksum=checksum)
blob("big.bin", chunk_size=262144).upload_from_string(b"x" * 1000000)
blob("unknown-size.bin", chunk_size=262144).upload_from_file(io.BytesIO(b"y" * 600000))
with blob("written.txt").open("w") as stream:
    stream.write("text")
blob("dir/\u00fc \u2603%2F?.txt").upload_from_string("odd")
seen["names"] = [[item.name, item.size] for item in client.list_blobs("py-bucket")]
seen["names by fields"] = [item.name for item in client.list_blobs("py-bucket", fields="items(name),nextPageToken")]
seen["pages"] = [len(list(page)) for page in client.list_blobs("py-bucket", page_size=4).pages]
folders = client.list_blobs("py-bucket", delimiter="/")
seen["top"] = [len(list(folders)), list(folders.prefixes)]

seen["content"] = blob("md5.txt").download_as_text()
seen["odd content"] = blob("dir/\u00fc \u2603%2F?.txt").download_as_text()
seen["range"] = blob("md5.txt").download_as_bytes(start=1, end=3).decode()
seen["chunks"] = len(blob("big.bin", chunk_size=262144).download_as_bytes())
seen["opened"] = blob("written.txt").open("r").read()
seen["blob exists"] = [blob("md5.txt").exists(), blob("nope").exists()]

changed = bucket.get_blob("md5.txt")
changed.metadata = {"k": "v"}
changed.patch()
changed.content_type = "text/csv"
changed.update()
changed.reload()
seen["metadata"] = [changed.metadata, changed.content_type, changed.metageneration]

copy = bucket.copy_blob(changed, bucket, "copy.txt")
renamed = bucket.rename_blob(copy, "renamed.txt")
seen["renamed"] = [renamed.name, copy.exists()]
seen["rewritten"] = blob("rewritten.txt").rewrite(changed)
blob("composed.txt").compose([changed, renamed])
seen["composed"] = blob("composed.txt").download_as_text()
changed.update_storage_class("NEARLINE")
seen["storage class"] = bucket.get_blob("md5.txt").storage_class

try:
    blob("md5.txt").upload_from_string("x", if_generation_match=0)
except exceptions.PreconditionFailed as error:
    seen["precondition"] = error.code

bucket.versioning_enabled = True
bucket.labels = {"a": "b"}
bucket.patch()
blob("md5.txt").upload_from_string("second")
blob("md5.txt").delete()
versions = list(client.list_blobs("py-bucket", prefix="md5", versions=True))
seen["versions"] = [item.download_as_text() for item in versions]
seen["labels"] = client.get_bucket("py-bucket").labels
for item in client.list_blobs("py-bucket", versions=True):
    bucket.delete_blob(item.name, generation=item.generation)
bucket.delete()
seen["buckets"] = [item.name for item in client.list_buckets()]

json.dump(seen, sys.stdout)
