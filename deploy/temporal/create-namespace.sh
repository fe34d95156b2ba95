#!/bin/sh
# Creates the namespace TEMPORAL_NAMESPACE at TEMPORAL_ADDRESS unless it is there, and makes it keep the histories of
# conversations that have ended for 30 days, in which Temporal UI can show them.
set -eu

retention=720h
temporal="${TEMPORAL_CLI:-temporal}"
# The port listens a moment before the server answers, and a new namespace is known to all of it a moment after it is made.
patiently() {
  tries=30
  until said=$("$@" 2>&1); do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "$said" >&2; exit 1; }
    sleep 1
  done
}

patiently "$temporal" operator cluster health
"$temporal" operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  "$temporal" operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
patiently "$temporal" operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
