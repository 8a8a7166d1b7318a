#!/usr/bin/env bash
# Smoke calls of the real AWS CLI and boto3; expects `aws` and `python3` with boto3 on PATH and AWS_* set for the endpoint.
set -euo pipefail
for _ in $(seq 50); do
  aws sts get-caller-identity --output text >/dev/null 2>&1 && break
  sleep 0.2
done
expect() {
  local wanted=$1 got
  shift
  got=$("$@" 2>&1) || true
  case "$got" in
    *"$wanted"*) printf 'ok  %s\n' "${*:1:5}" ;;
    *) printf 'wanted %s\ngot    %s\n' "$wanted" "$got"; return 1 ;;
  esac
}
role=arn:aws:iam::123456789012:role/demo
expect 'arn:aws:iam::123456789012:user/alice' aws sts get-caller-identity
expect 'assumed-role/demo/cli' aws sts assume-role --role-arn "$role" --role-session-name cli
expect 'ASIA' aws sts get-session-token --duration-seconds 900
expect '123456789012:bob' aws sts get-federation-token --name bob
expect '(ValidationError)' aws sts assume-role --role-arn "$role" --role-session-name 'no/slash'
expect '(AccessDenied)' aws sts assume-role --role-arn arn:aws:iam::123456789012:role/absent --role-session-name cli
AWS_SECRET_ACCESS_KEY=wrong AWS_ACCESS_KEY_ID=$(sed -n 's/^aws_access_key_id = //p' "$AWS_SHARED_CREDENTIALS_FILE") \
  expect '(SignatureDoesNotMatch)' aws sts get-caller-identity
python3 .ci/real-clients.py
