"""Makes calls of the Config API by Google's client over REST.

usage: drive_config.py HOST:PORT < calls.json > results.json

A call is {"method": "create_deployment", "request": {...}}. Where a request holds {"$from": [METHOD, STEP, ...],
"otherwise": VALUE}, that part of the result of an earlier call stands in its place, or the value when there is none. Every call gives {"result": ...} or {"error": CLASS, "code": HTTP STATUS}.
"""

import json
import sys

import proto
from google.api_core import exceptions, operation
from google.auth.credentials import AnonymousCredentials
from google.cloud import config_v1
from google.cloud.config_v1.services.config.transports import ConfigRestTransport
from google.protobuf import json_format, message


def plain(value):
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, proto.Message):
        return json_format.MessageToDict(type(value).pb(value), preserving_proto_field_name=True)
    if isinstance(value, message.Message):
        return json_format.MessageToDict(value, preserving_proto_field_name=True)
    if isinstance(value, operation.Operation):
        return plain(value.result(timeout=60))
    return [plain(item) for item in value]


def filled(request, results):
    if isinstance(request, list):
        return [filled(item, results) for item in request]
    if not isinstance(request, dict):
        return request
    if "$from" not in request:
        return {key: filled(value, results) for key, value in request.items()}
    found = results
    for step in request["$from"]:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return request["otherwise"]
    return found


def main():
    transport = ConfigRestTransport(host=sys.argv[1], url_scheme="http", credentials=AnonymousCredentials())
    client = config_v1.ConfigClient(transport=transport)
    results = {}
    answers = []
    for call in json.load(sys.stdin):
        try:
            request = filled(call["request"], results)
            result = plain(getattr(client, call["method"])(request=request, retry=None, timeout=60))
            results[call["method"]] = result
            answers.append({"result": result})
        except exceptions.GoogleAPICallError as error:
            answers.append({"error": type(error).__name__, "code": error.code, "message": error.message})
    json.dump(answers, sys.stdout)


main()
