#!/bin/bash
# Takes a browser's arguments and leaves the page itself as the file; see FakeBrowser.
here=$(dirname "$0")
for word in "$@"; do
  case $word in
    --print-to-pdf=*) out=${word#*=} ;;
    file://*) page=${word#file://} ;;
  esac
done
echo "begin $$ $PWD" >> "$here/diary"
env > "$here/environment"
printf '%s\n' "$@" > "$here/arguments"
# A child that outlives its parent unless the whole tree is ended.
while [ -e "$here/held" ]; do sleep 0.1; done &
echo "child $! $PWD" >> "$here/diary"
wait
{ printf '%%PDF-'; cat "$page"; } > "$out"
echo "end $$ $PWD" >> "$here/diary"
exit "$(cat "$here/exit")"
