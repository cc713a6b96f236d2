#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# How a phone is restarted says its model: one by a NOTIFY with an event of its own, one by a GET of its
# page.  Both models are files, the built-in ones with a row more.
. "$(dirname "$0")/lib.sh"

SPEED=40
mkdir models
# model NAME BY TEXT: as built in, and restarted so
model() {
	{
		"$netrecover" export-model "$1"
		printf '[restart 1]\nby = %s\ntext = %s\n' "$2" "$3"
	} >"models/$1.ini" || fail "$1 cannot be exported"
}
model 7945 notify 'check-sync;reboot=true'
model 7965 http /restart.htm
NETRECOVER_PLUGIN_PATH=$PWD/models:$NETRECOVER_PLUGIN_PATH
call_manager 435=SIP45.9-4-2SR3-1S 436=SCCP45.9-4-2SR3-1S
printf "[probe]\nevery = 1s\n" | write_ini
firmware SIP45.9-3-1SR4-1S SIP45.9-4-2SR3-1S SCCP45.8-5-2S SCCP45.9-4-2SR3-1S

bench --until-done=150
phones --phone mac=001B54AA0001,model=7945,load=SIP45.9-3-1SR4-1S,nocdp \
	--phone mac=001B54AA0002,model=7965,load=SCCP45.8-5-2S,web=xml,nocdp
end_bench
expect "exit status" "$bench_status" 0
expect "steps of the first" "$(loads step.proven SEP001B54AA0001)" "SIP45.9-4-2SR3-1S"
expect "steps of the second" "$(loads step.proven SEP001B54AA0002)" "SCCP45.9-4-2SR3-1S"
expect "NOTIFY with the event of the model" "$(grep -c "SEP001B54AA0001 is told to reset" phones.log)" 1
expect "NOTIFY of a call manager" "$(grep -c "SEP001B54AA0001 is told to restart" phones.log)" 0
expect "GET of the model's page" "$(grep -c "SEP001B54AA0002 is asked for /restart.htm" phones.log)" 1
expect "restarts by SCCP" "$(grep -cE "SEP001B54AA0002 is told to (restart|reset)" phones.log)" 0
! has 'is disturbed' phones.log || fail "a phone was disturbed"
exit 0
