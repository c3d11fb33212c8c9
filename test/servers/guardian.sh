#!/bin/sh
# Watches over the temporary folder of a test server, which its first line of input names. Each further line kills all
# that runs there, and is answered. The end of input, which comes however the test process ends, also removes the folder.
read -r folder
case $folder in
  /*/faker-server-?*) ;;
  *) exit 1 ;;
esac

# What runs there works in the folder, or has its path in its environment: so do the children that left their parent.
kill_all() {
  tries=0
  while [ $tries -lt 250 ]; do
    pids=$({
      printf '%s\n' "$folder" | grep -lsF -f - /proc/[0-9]*/environ
      find /proc/[0-9]*/cwd -maxdepth 0 -lname "$folder*" 2>/dev/null
    } | cut -d / -f 3 | grep -vx $$)
    [ -n "$pids" ] || return
    kill -KILL $pids 2>/dev/null
    sleep 0.02
    tries=$((tries + 1))
  done
}

while read -r _; do
  kill_all
  echo killed
done
kill_all
rm -rf -- "$folder"
