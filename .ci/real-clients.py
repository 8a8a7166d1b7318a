"""boto3 against the endpoint that the environment names: every call returns what it should, every refusal raises."""

import boto3
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::123456789012:role/demo"
sts = boto3.client("sts")

identity = sts.get_caller_identity()
assert identity["Account"] == "123456789012", identity

assumed = sts.assume_role(RoleArn=ROLE, RoleSessionName="boto", DurationSeconds=900)
assert assumed["AssumedRoleUser"]["Arn"].endswith(":assumed-role/demo/boto"), assumed["AssumedRoleUser"]
assert "PackedPolicySize" not in assumed

credentials = assumed["Credentials"]
session = boto3.client(
    "sts",
    aws_access_key_id=credentials["AccessKeyId"],
    aws_secret_access_key=credentials["SecretAccessKey"],
    aws_session_token=credentials["SessionToken"],
)
assert session.get_caller_identity()["UserId"].endswith(":boto")

try:
    session.get_session_token()
    raise SystemExit("get_session_token with session credentials was accepted")
except ClientError as error:
    assert error.response["Error"]["Code"] == "AccessDenied", error.response

try:
    # botocore checks a minimum itself; a pattern is the server's to judge.
    sts.assume_role(RoleArn=ROLE, RoleSessionName="a b")
    raise SystemExit("a session name with a blank was accepted")
except ClientError as error:
    assert error.response["Error"]["Code"] == "ValidationError", error.response
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400

print("ok  boto3: identity, assumed role used, two refusals raised")
