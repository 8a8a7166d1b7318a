"""The AWS CLI, one process per call. `aws` is found on PATH.

cli_driver.py cases JOB   one line of JSON per case
cli_driver.py identity    `aws sts get-caller-identity` by the default credential chain
"""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

REFUSED = re.compile(r"An error occurred \((\w+)\) when calling the \w+ operation: (.*)\s*\Z", re.DOTALL)


def dashed(operation):
    """AssumeRoleWithSAML is assume-role-with-saml."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", operation).lower()


def call(case, endpoint, keys):
    environment = {
        **os.environ,
        "AWS_ACCESS_KEY_ID": keys["accessKeyId"],
        "AWS_SECRET_ACCESS_KEY": keys["secretAccessKey"],
        "AWS_DEFAULT_REGION": endpoint["region"],
        "AWS_ENDPOINT_URL_STS": endpoint["url"],
    }
    environment.pop("AWS_SESSION_TOKEN", None)
    if "sessionToken" in keys:
        environment["AWS_SESSION_TOKEN"] = keys["sessionToken"]
    arguments = case.get("arguments") or ["--cli-input-json", json.dumps(case["input"])]
    done = subprocess.run(
        ["aws", "sts", dashed(case["operation"]), "--output", "json", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    line = {"name": case["name"]}
    refused = REFUSED.search(done.stderr)
    if done.returncode == 0:
        line["output"] = json.loads(done.stdout)
    # Version 1 of the CLI exits with 255 for what a service refuses, version 2 with 254.
    elif refused and done.returncode in (254, 255):
        line["error"] = {"type": "refused", "code": refused[1], "status": 0, "message": refused[2]}
    else:
        line["error"] = {"type": f"exit {done.returncode}", "code": "", "status": 0, "message": done.stderr}
    return line


def run_cases(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    endpoints = job["endpoints"]
    issued = {}

    def run(case):
        time.sleep(case.get("afterSeconds", 0))
        keys = issued.get(case["signer"].get("from"), case["signer"])
        line = call(case, endpoints[case["endpoint"]], keys)
        credentials = line.get("output", {}).get("Credentials")
        if credentials:
            issued[case["name"]] = {
                "accessKeyId": credentials["AccessKeyId"],
                "secretAccessKey": credentials["SecretAccessKey"],
                "sessionToken": credentials["SessionToken"],
            }
        print(json.dumps(line), flush=True)

    # Processes take a second each: those that wait for nobody two at a time, in order, the others after them.
    independent = [case for case in job["cases"] if "from" not in case["signer"]]
    dependent = [case for case in job["cases"] if "from" in case["signer"]]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, independent))
    for case in dependent:
        run(case)


if sys.argv[1] == "cases":
    run_cases(sys.argv[2])
else:
    subprocess.run(["aws", "sts", "get-caller-identity", "--output", "json"], check=True)
