"""boto3.

boto3_driver.py cases JOB   one line of JSON per case
boto3_driver.py identity    get_caller_identity by the default credential chain
boto3_driver.py presign     a presigned URL of get_caller_identity
"""

import json
import sys
import time

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

# Clients by endpoint and key, so that connections can be used again.
clients = {}


def client_for(endpoint, keys):
    identity = (endpoint["url"], *keys.values())
    if identity not in clients:
        clients[identity] = boto3.client(
            "sts",
            endpoint_url=endpoint["url"],
            region_name=endpoint["region"],
            aws_access_key_id=keys["accessKeyId"],
            aws_secret_access_key=keys["secretAccessKey"],
            aws_session_token=keys.get("sessionToken"),
        )
    return clients[identity]


def raised(error):
    answer = error.response
    return {
        "type": type(error).__name__,
        "code": answer["Error"]["Code"],
        "status": answer["ResponseMetadata"]["HTTPStatusCode"],
        "message": answer["Error"].get("Message", ""),
    }


def run_cases(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    issued = {}
    for case in job["cases"]:
        time.sleep(case.get("afterSeconds", 0))
        keys = issued.get(case["signer"].get("from"), case["signer"])
        client = client_for(job["endpoints"][case["endpoint"]], keys)
        line = {"name": case["name"]}
        try:
            output = getattr(client, xform_name(case["operation"]))(**case["input"])
            assert output.pop("ResponseMetadata")["RequestId"]
            line["output"] = output
            if "Credentials" in output:
                issued[case["name"]] = {
                    "accessKeyId": output["Credentials"]["AccessKeyId"],
                    "secretAccessKey": output["Credentials"]["SecretAccessKey"],
                    "sessionToken": output["Credentials"]["SessionToken"],
                }
        except ClientError as error:
            line["error"] = raised(error)
        print(json.dumps(line, default=str), flush=True)


mode = sys.argv[1]
if mode == "cases":
    run_cases(sys.argv[2])
elif mode == "presign":
    print(boto3.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="GET"))
else:
    identity = boto3.client("sts").get_caller_identity()
    del identity["ResponseMetadata"]
    print(json.dumps(identity))
