#!/bin/sh
# Each action of the node script comes here under its own name and is handed to the stand-in's process.
exec curl -sS --fail-with-body --max-time 30 -X POST -d '' "http://127.0.0.1:@PORT@/do/$(basename "$0")?epoch=${1:-0}&value=${2:-}"
