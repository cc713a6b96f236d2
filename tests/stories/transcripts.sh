#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What real phones ask for, in their order and with their patience, played at a bench:
# the transcripts are our own, after what is known of logs.
. "$(dirname "$0")/lib.sh"
. "$top_srcdir/tests/stories/transcript-lib.sh"

# NAME LABEL: what is wrong, and where.  None is.
not_yet=
here=$top_srcdir/tests/stories/transcripts
write_ini </dev/null
sed -i 's/^\[bench\]/&\nprotocol-change = yes/' bench.ini
call_manager 7=P0S3-8-12-00 434=SCCP42.8-3-2S 369=SIP11.9-4-2SR3-1S 404=SIP42.9-4-2SR3-1S \
	685=sip88xx.12-1-1SR1-4 435=SCCP45.9-4-2SR3-1S 30007=CP7912080004SCCP080108A
firmware P0S3-8-12-00 SCCP42.8-3-2S SIP11.8-5-2S SIP11.9-4-2SR3-1S SIP42.9-4-2SR3-1S \
	sip88xx.12-1-1SR1-4 SCCP45.9-4-2SR3-1S

play sip-conversion 80 "$here/sip-conversion.txt" --phone model=7960,load=P00308000500
wants sip-conversion identified identify '"model":"7960"'
wants sip-conversion target status '"target":"P0S3-8-12-00"'
wants sip-conversion files played 'P0S3-8-12-00.loads: .* bytes' 2
wants sip-conversion loader played 'P003-8-12-00.sbn: .* bytes'
wants sip-conversion application played 'P0S3-8-12-00.sb2: .* bytes'
wants sip-conversion configuration played 'SIPDefault.cnf: .* bytes'
lacks sip-conversion patience table 'NR-GONE'
wants sip-conversion proof status '"state":"done"'

play unprovisioned 100 "$here/unprovisioned.txt" --phone model=7960,load=P00308000500
wants unprovisioned proof status '"load":"P0S3-8-12-00",.*"load_source":"request".*"state":"done"'
wants unprovisioned told table 'NR-DONE: runs P0S3-8-12-00 (request).*not provisioned'
wants unprovisioned once bench 'not provisioned' 1

play loader 20 "$here/loader.txt" --phone model=7960
wants loader list played 'P0S3-8-12-00.loads: .* bytes'
wants loader application played 'P0S3-8-12-00.sb2: .* bytes'
lacks loader runs status '"load":"P0S3-8-12-00"'
lacks loader wiped bench 'wiped'

play lossy 100 "$here/lossy.txt" --phone model=7960,load=P00308000500
wants lossy loader played 'P003-8-12-00.sbn: .* bytes'
wants lossy told table 'NR-UNHEARD: had to ask [0-9]* times again'
lacks lossy refused journal 'phone.refused'

play alone 20 "$here/alone.txt" --phone class=7912
wants alone told table 'NR-CFG: has fetched SEP001B54AA0005.cnf.xml 2 times, again and again'

play list-name 20 "$here/list-name.txt" --phone model=7945
wants list-name ended status '"load":"SCCP45.9-4-2SR3-1S".*"load_source":"cdp".*"state":"done"'
lacks list-name unknown bench 'which is no load of'

call_manager 7=P00308000500
play no-manager 100 "$here/no-manager.txt" --phone model=7960,load=P00308000500
wants no-manager told table 'NR-DONE: runs P00308000500 (cdp).*no call manager answers it'
wants no-manager safe table 'safe to move'
call_manager 7=P0S3-8-12-00 434=SCCP42.8-3-2S 369=SIP11.9-4-2SR3-1S 404=SIP42.9-4-2SR3-1S \
	685=sip88xx.12-1-1SR1-4 435=SCCP45.9-4-2SR3-1S 30007=CP7912080004SCCP080108A

play silence 100 "$here/silence.txt" --phone model=7960,load=P00308000500
wants silence identified identify '"model":"7960"'
lacks silence blame journal 'phone.refused'
lacks silence confused bench 'already'
wants silence told table 'cable\|firewall'

play wiped 20 "$here/wiped.txt" --phone until=SCCP42.8-3-2S,model=7942
wants wiped identified identify '"model":"7942"'
wants wiped knows bench 'runs no load (wiped)'
wants wiped images played '\.sbn: .* bytes' 5
wants wiped trust played 'CTLSEP.*: not found'
wants wiped ended status '"state":"done"'

play refused 20 "$here/refused.txt" --phone model=7906
wants refused identified identify '"model":"7906"'
wants refused told bench 'rejected SIP11.9-4-2SR3-1S'
wants refused stone status '"step_load":"SIP11.8-5-2S"'

play healthy 20 "$here/healthy.txt" --phone model=7962,load=SIP42.9-4-2SR3-1S
wants healthy identified identify '"load":"SIP42.9-4-2SR3-1S"'
wants healthy ended status '"state":"done"'
wants healthy absent played ': not found$' 5

play fleet 5 "$here/fleet.txt"
for model in 7911 7961 7941 7941G-GE; do
	wants fleet "$model" status "\"model\":\"$model\""
	wants fleet "$model.seen" identify "\"model\":\"$model\""
done
wants fleet addresses played 'has address 10.77.0' 4
wants fleet rogue bench 'NR-ROGUE.*option 150'

play trust 40 "$here/trust.txt" --phone model=8861,load=sip88xx.12-1-1SR1-4
wants trust identified identify '"model":"8861"'
wants trust told bench 'NR-TRUST'
wants trust http played 'ITLSEP.*: not found by HTTP'
wants trust tftp played 'rrq CTLSEP.*: not found'

play stranger 100 "$here/stranger.txt"
wants stranger no status '"state":"stranger"'
wants stranger who table "a Polycom phone ('Polycom-SPIP670')"
wants stranger lease played 'gets no address'
lacks stranger served played ' bytes '

play come-back 20 "$here/come-back.txt" --phone model=7945,until=SCCP45.9-4-2SR3-1S
wants come-back address played 'has address 10.77.0.30'
wants come-back registered played 'is registered'
wants come-back ended status '"state":"done"'
wants come-back safe table 'safe to move'
all_played
