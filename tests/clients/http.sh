#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# curl and wrk against the HTTP door: right answers, and after 100,000 of them the
# bench has not grown.
. "${top_srcdir:?}/tests/clients/lib.sh"
need curl curl
enter "$@"
make_files
start_bench all
client_address
url=http://$SERVER:6970

# fetch ARGUMENT...: the status goes to the standard output
fetch() {
	in_client timeout 60 curl -s -S -w '%{http_code}' "$@" 2>"$work/client.log"
}

# answers WANTED WHAT ARGUMENT...
answers() {
	wanted=$1 what=$2
	shift 2
	status=$(fetch "$@")
	[ "$status" = "$wanted" ] || fail "$what: $status, not $wanted ($(cat "$work/client.log"))"
}

for file in $FILES; do
	answers 200 "GET $file" -o "$work/client/$file" "$url/$file"
	same "$file"
	answers 200 "HEAD $file" -I -o "$work/client/head" "$url/$file"
	length=$(tr -d '\r' <"$work/client/head" | sed -n 's/^[Cc]ontent-[Ll]ength: //p')
	[ "$length" = "$(wc -c <"$work/firmware/$file")" ] || fail "HEAD $file says $length bytes"
done
answers 200 "a name in other case" -o "$work/client/Odd.bin" "$url/oDD.BIN"
same Odd.bin

# part FIRST COUNT RANGE
part() {
	answers 206 "bytes=$3" -H "Range: bytes=$3" -o "$work/client/part" "$url/Odd.bin"
	tail -c "+$(($1 + 1))" "$work/firmware/Odd.bin" | head -c "$2" | cmp - "$work/client/part" ||
		fail "bytes=$3 came differently"
}
part 0 1 0-0
part 1000 9001 1000-10000
part 999901 100 -100
part 600000 400001 600000-
answers 416 "a range behind the end" -H 'Range: bytes=1000001-' -o "$work/client/none" "$url/Odd.bin"

# Interrupted, and taken up again.
head -c 123457 "$work/firmware/Odd.bin" >"$work/client/Odd.bin"
answers 206 "the rest" -C - -o "$work/client/Odd.bin" "$url/Odd.bin"
same Odd.bin

# One connection for all of them.
connects=$(in_client timeout 60 curl -s -w '%{num_connects}\n' -o "$work/client/a" "$url/small.bin" \
	-o "$work/client/b" "$url/block.bin" -o "$work/client/c" "$url/none.bin" \
	-o "$work/client/d" "$url/blocks.bin" | tr '\n' ' ')
[ "$connects" = "1 0 0 0 " ] || fail "connections made for four requests: $connects"
cmp "$work/firmware/blocks.bin" "$work/client/d" || fail "the last of four came differently"

answers 404 "a missing file" -o "$work/client/none" "$url/none.bin"
for name in ../bench.ini %2e%2e/bench.ini /etc/passwd ..%2fbench.ini; do
	answers 404 "$name" --path-as-is -o "$work/client/none" "$url/$name"
done
before=$(library_sum)
# The bench does not know this device; a phone would get 405.
for method in DELETE OPTIONS POST; do
	answers 000 "$method" -X $method -o "$work/client/none" "$url/small.bin"
done
answers 000 "PUT" -T "$work/firmware/small.bin" -o "$work/client/none" "$url/new.bin"
library_unchanged "$before" || fail "the library was changed"

# -- 100,000 of them ---------------------------------------------------------------

command -v wrk >/dev/null 2>&1 || {
	echo "no wrk (Debian: apt-get install wrk): not tried 100,000 times"
	pass
}
requests=0
memory() {
	sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$bench/status"
}
descriptors() {
	find "/proc/$bench/fd" -type l | wc -l
}
quiet() {
	[ "$(descriptors)" -le "$idle" ]
}
# load SECONDS: with fewer connections than one address may have; wrk tries one more
load() {
	in_client timeout 60 wrk -t 1 -c 6 -d "$1" "$url/small.bin" >"$work/wrk" 2>&1 || fail "wrk: $(cat "$work/wrk")"
	! grep -E 'Non-2xx|Socket errors' "$work/wrk" || fail "wrk met errors"
	n=$(sed -n 's/^ *\([0-9]*\) requests in .*/\1/p' "$work/wrk")
	requests=$((requests + ${n:-0}))
	until_true 40 quiet || fail "$(descriptors) descriptors after $requests requests, $idle before"
}
idle=$(descriptors)
until [ $requests -ge 10000 ] || [ "${rounds:=0}" -ge 10 ]; do
	load 1
	rounds=$((rounds + 1))
done
first=$(memory)
first_requests=$requests
rounds=0
# On a slow machine fewer are enough.
until [ $requests -ge 100000 ] || [ $rounds -ge 6 ]; do
	load 4
	rounds=$((rounds + 1))
done
last=$(memory)
echo "$first kB after $first_requests requests, $last kB after $requests"
! grep 'too many wait for confirmation' "$work/bench.log" || fail "files that were sent were not confirmed"
# 4 bytes lost with each request would be 400 kB; the allocator may keep some more.
[ "$last" -le $((first + 512)) ] || fail "the bench has grown from $first to $last kB"
pass
