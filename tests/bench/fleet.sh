#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
#
# fleet.sh -- what many benches cost: journals of simulated recoveries are replayed to the view, and to a
# broker by as many clients as there are benches.
#
#	tests/bench/fleet.sh BUILD [BENCHES PHONES [CLIENTS]]
#
# The figures of docs/fleet.md. All of it on this machine, on loopback; it ends by itself.
set -u
build=$(cd "${1:?BUILD}" && pwd) benches=${2:-100} phones=${3:-100} clients=${4:-50}
work=$(mktemp -d) || exit 99
broker=
finish() {
	[ -z "$broker" ] || kill "$broker" 2>/dev/null
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM
export NETRECOVER_LIBEXEC="$build" NETRECOVER_PLUGIN_PATH="$build/plugins/.libs:$build/plugins/models/.libs"

# A bench that recovers its phones by three steps of six files each: the lines that it writes for one.
mkdir "$work/journals"
awk -v benches="$benches" -v phones="$phones" -v into="$work/journals" '
function put(event, more) {
	t++
	printf "{\"time\":\"2026-01-01T%02d:%02d:%02d.%03dZ\",\"bench\":\"bench-%d\",\"run\":\"%012x\",\"schema\":1,\"seq\":%d,\"event\":\"%s\"%s}\n",
		t / 3600000 % 24, t / 60000 % 60, t / 1000 % 60, t % 1000, b, b, ++seq, event, more >file
}
BEGIN {
	for (b = 1; b <= benches; b++) {
		file = into "/bench-" b ".jsonl"
		seq = 0
		t = 0
		put("bench.started", ",\"version\":\"1\",\"interface\":\"eth1\",\"address\":\"10.77.0.1\",\"loads\":3")
		for (p = 0; p < phones; p++) {
			name = sprintf("SEP%06X%06X", b, p)
			phone = ",\"phone\":\"" name "\""
			put("phone.seen", phone sprintf(",\"mac\":\"00:%02x:%02x:00:%02x:%02x\"", b / 256, b % 256, p / 256, p % 256))
			put("phone.leased", phone ",\"ip\":\"10.77.0.10\"")
			put("phone.identified", phone ",\"model\":\"7945\",\"model_source\":\"dhcp\",\"load\":\"SCCP45.8-3-3S\",\"source\":\"cdp\",\"ip\":\"10.77.0.10\"")
			put("phone.planned", phone ",\"from\":\"SCCP45.8-3-3S\",\"target\":\"SCCP45.9-4-2SR3-1S\",\"steps\":3")
			for (s = 1; s <= 3; s++) {
				load = ",\"load\":\"SCCP45.9-" s "-1S\""
				put("step.started", phone load ",\"list\":\"SCCP45.9-" s "-1S.loads\",\"sha256\":\"" sprintf("%064d", s) "\",\"signed\":\"2012-10-16\"")
				put("phone.writing", phone load)
				for (f = 1; f <= 6; f++) {
					put("transfer.started", phone ",\"file\":\"apps45.9-" s "-" f ".sbn\",\"bytes\":0,\"protocol\":\"tftp\"")
					put("transfer.done", phone ",\"file\":\"apps45.9-" s "-" f ".sbn\",\"bytes\":3156351,\"protocol\":\"tftp\"")
				}
				put("step.sent", phone load)
				put("phone.written", phone)
				put("step.proven", phone load ",\"source\":\"cdp\"")
			}
			put("phone.done", phone ",\"load\":\"SCCP45.9-4-2SR3-1S\",\"source\":\"cdp\",\"advice\":\"safe to move\"")
		}
		close(file)
	}
}'
lines=$(cat "$work"/journals/*.jsonl | wc -l) bytes=$(cat "$work"/journals/*.jsonl | wc -c)
echo "$benches benches of $phones phones: $lines lines, $((lines / (benches * phones))) a phone, $((bytes / lines)) bytes a line"

# -- the view of collected journals --------------------------------------------------------
begin=$(date +%s%N)
/usr/bin/env "$build/netrecover" fleet --journals "$work/journals" --json >"$work/fleet.json" &
pid=$!
peak=0
while kill -0 $pid 2>/dev/null; do
	now=$(awk '/^VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null)
	[ "${now:-0}" -le "$peak" ] || peak=$now
	sleep 0.05
done
wait $pid || { echo "fleet ended with $?"; exit 1; }
ms=$((($(date +%s%N) - begin) / 1000000))
done_=$(grep -o '"state": "done"' "$work/fleet.json" | wc -l)
[ "$done_" = $((benches * phones)) ] || { echo "only $done_ phones are done"; exit 1; }
echo "fleet --journals: $ms ms, $((lines * 1000 / ms)) lines a second, $((peak / 1024)) MiB at most"

# -- a broker ----------------------------------------------------------------------------------
if ! command -v mosquitto >/dev/null 2>&1 || ! command -v mosquitto_pub >/dev/null 2>&1; then
	echo "no mosquitto here: the broker was not measured"
	exit 0
fi
printf 'listener 18831 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nsys_interval 1\n' >"$work/mosquitto.conf"
mosquitto -c "$work/mosquitto.conf" >"$work/mosquitto.log" 2>&1 &
broker=$!
n=0
until mosquitto_pub -h 127.0.0.1 -p 18831 -t x -m x 2>/dev/null || [ $n -ge 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
mosquitto_sub -h 127.0.0.1 -p 18831 -q 1 -t 'netrecover/+/journal' >"$work/heard" 2>/dev/null &
sub=$!
ticks() {
	awk '{ print $14 + $15 }' /proc/$broker/stat
}
sent=0 before=$(ticks) begin=$(date +%s%N)
pids=
for file in $(find "$work/journals" -name '*.jsonl' | head -n "$clients"); do
	name=$(basename "$file" .jsonl)
	mosquitto_pub -h 127.0.0.1 -p 18831 -q 1 -l -t "netrecover/$name/journal" <"$file" &
	pids="$pids $!"
	sent=$((sent + $(wc -l <"$file")))
done
# shellcheck disable=SC2086 # a list
wait $pids
n=0
while [ "$(wc -l <"$work/heard")" -lt "$sent" ] && [ $n -lt 600 ]; do
	sleep 0.1
	n=$((n + 1))
done
ms=$((($(date +%s%N) - begin) / 1000000))
cpu=$((($(ticks) - before) * 1000 / $(getconf CLK_TCK)))
kill $sub
heard=$(sort -u "$work/heard" | wc -l)
[ "$heard" -ge "$sent" ] || { echo "only $heard of $sent lines arrived"; exit 1; }
rss=$(awk '/^VmHWM/ { print $2 }' /proc/$broker/status)
echo "a broker, $clients clients at once, one collector: $sent lines in $ms ms, $((sent * 1000 / ms)) a second," \
	"$((cpu * 1000 / sent)) ms of CPU for 1,000, $((rss / 1024)) MiB"
