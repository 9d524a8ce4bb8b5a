#!/usr/bin/env bash
# Asks the running local site, in thousands of ways, whether it is what its own OpenAPI description says: every
# operation, with valid and with broken requests, and in sequences. The same requests each time (a fixed seed); the
# tester is schemathesis, installed below target/. Needs target/debug/marbre-cli and python3 with venv.
set -euo pipefail
cd "$(dirname "$0")/../.."

tester=target/tools/schemathesis
wanted=tests/site-api/requirements.txt
if ! cmp -s "$wanted" "$tester/requirements.txt"; then
    rm -rf "$tester"
    python3 -m venv "$tester"
    "$tester/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp "$wanted" "$tester/requirements.txt"
fi

library=$(mktemp -d)
out=target/test/site-api
rm -rf "$out"
mkdir -p "$out"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
target/debug/marbre-cli site --library "$library" --token schemathesis --port "$port" --json > "$out/site.json" 2> "$out/site.log" &
site=$!
trap 'kill "$site" 2>/dev/null || true; wait "$site" 2>/dev/null || true; rm -rf "$library"' EXIT
until python3 -m json.tool "$out/site.json" > /dev/null 2>&1; do
    kill -0 "$site" || { cat "$out/site.log" >&2; exit 1; }
    sleep 0.1
done
token=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["token"])' "$out/site.json")

status=0
PYTHONPATH=tests/site-api PYTHONDONTWRITEBYTECODE=1 "$tester/bin/schemathesis" --config-file tests/site-api/schemathesis.toml run \
    --url "http://127.0.0.1:$port" --header "Authorization: Bearer $token" \
    --report json,junit --report-dir "$out" --wait-for-schema 10 \
    "http://127.0.0.1:$port/api/v1/openapi.json" || status=$?
kill -0 "$site" || { echo "the site is down" >&2; status=1; }

# One line that can be counted: operations tested, operations at fault.
python3 - "$out" <<'PYTHON'
import glob, sys, xml.etree.ElementTree as tree

root = tree.parse(glob.glob(f"{sys.argv[1]}/*.xml")[0]).getroot()
suites = [root] if root.tag == "testsuite" else list(root)
tests = sum(int(suite.get("tests", 0)) for suite in suites)
failed = sum(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)
print(f"site-api: {tests - failed} passed, {failed} failed")
PYTHON
exit "$status"
