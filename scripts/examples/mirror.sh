#!/bin/sh
# Keep a copy of the whole file, fetched only when there is a new one.
#
# Usage: scripts/examples/mirror.sh [ADDRESS]   (needs curl; the copy is kb.db, here)
set -eu
address=${1:-http://127.0.0.1:8001}
version=$(curl -sf "$address/llms.txt" | sed -n 's/^Version \([0-9a-f]*\),.*/\1/p')
if [ -f kb.version ] && [ "$(cat kb.version)" = "$version" ]; then
    echo "kb.db is up to date ($version)"
    exit
fi
curl -sf -o kb.db.new "$address/kb.db"
mv kb.db.new kb.db
echo "$version" >kb.version
echo "fetched kb.db ($version)"
