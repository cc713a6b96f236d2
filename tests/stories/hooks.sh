#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Commands of the operator hear of a phone that is done, of one that is blocked, and of the end;
# a label is filled and handed over.
. "$(dirname "$0")/lib.sh"

cat >hear <<'X'
#!/bin/sh
cat >>"$1"
echo >>"$1"
X
chmod 755 hear
touch done trouble end label
chmod 666 done trouble end label
printf 'MAC {mac}\nruns {load} {nothing}\n{name} on {bench}\n' >template
{
	echo '[bench]'
	for what in done trouble end; do
		echo "on-$what = ./hear $PWD/$what"
	done
	echo "label = template"
	echo "label-command = ./hear $PWD/label"
	echo 'name = shelf 2'
} >hooks
write_ini </dev/null
sed -i '1r hooks' bench.ini
sed -i '2{/^\[bench\]$/d}' bench.ini
call_manager 435=SCCP45.9-4-2SR3-1S
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S
bench
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-5-2S,until=SCCP45.9-4-2SR3-1S \
	--phone mac=001B54AA0002,model=7961,load=SCCP41.8-3-3S
show_on_fail="bench.ini done trouble end label"
wait_for 60 has '"event": *"phone.done"' done
wait_for 60 has '"code": *"NR-NOPLAN"' trouble
has '"name": *"SEP001B54AA0001"' done || fail "on-done heard of another phone"
has '"bench": *"shelf 2"' trouble || fail "the name of the bench is missing"
"$netrecover" -c bench.ini label SEP001B54AA0001 >out || fail "label ended with $?"
wait_for 10 has 'SEP001B54AA0001 on shelf 2' label
has 'runs SCCP45.9-4-2SR3-1S {nothing}' label || fail "the label is not filled"
kill -TERM "$bench_pid"
end_bench
expect "the bench" "$bench_status" 0
has '"event": *"bench.ended"' end || fail "on-end heard nothing"
expect "on-done" "$(grep -c phone.done done)" 1
say "done, trouble, end and a label"
