#!/bin/sh
# Checks every report, and keeps what was found as a page of text and as JSON.
set -u
status=0
reportcheck validate data --output json=findings.json > findings.txt || status=$?
case $status in
  0) echo "the figures agree" ;;
  1) echo "there are findings: see findings.txt" ;;
  *) echo "something could not be read: see the messages above" ;;
esac
exit "$status"
