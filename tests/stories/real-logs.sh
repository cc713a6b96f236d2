#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The transcripts of real phones, which are not in this tree: NETRECOVER_TRANSCRIPTS is the
# folder that has them, one file for each number.  Each of them ends as its last line says.
: "${STORY_LIMIT:=600}"
export STORY_LIMIT
[ -n "${NETRECOVER_TRANSCRIPTS-}" ] || {
	echo "real-logs: skipped: NETRECOVER_TRANSCRIPTS names no folder of transcripts"
	exit 77
}
. "$(dirname "$0")/lib.sh"
. "$top_srcdir/tests/stories/transcript-lib.sh"

# NUMBER LABEL: what is wrong, and where.  None is.
not_yet=
write_ini </dev/null
sed -i 's/^\[bench\]/&\nprotocol-change = yes/' bench.ini
firmware P0S3-8-12-00 P0S3-07-2-00 SCCP42.8-3-2S SCCP42.8-5-2S SCCP41.9-4-2SR3-1S SIP45.8-5-2S \
	SIP45.9-2-1S SIP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S SIP11.8-5-2S SIP11.9-4-2SR3-1S SIP42.9-4-2SR3-1S \
	SIP41.9-4-2SR3-1S sip78xx.14-4-1-0301-6 sip88xx.12-1-1SR1-4

# log NUMBER SPEED TARGETS [--phone ...]: play it, with these rows in the call manager's file
log() {
	number=$1 speed=$2 targets=$3
	shift 3
	case " ${ONLY-} " in
	"  " | *" $number "*) ;;
	*) return 1 ;;
	esac
	set -- "$@"
	# shellcheck disable=SC2086
	call_manager $targets
	for file in "$NETRECOVER_TRANSCRIPTS/$number"-*; do
		[ -f "$file" ] || fail "no transcript $number in $NETRECOVER_TRANSCRIPTS"
		play "$number" "$speed" "$file" "$@"
	done
}

# -- 7940 and 7960 -----------------------------------------------------------------------------

sip=7=P0S3-8-12-00
if log 01 80 $sip --phone model=7960,load=P00308000500; then
	wants 01 model identify '"model":"7960"'
	lacks 01 wiped bench 'wiped'
	wants 01 rejects bench 'reject\|throws .* away\|does not take its configuration'
	wants 01 defaults played 'XMLDefault.cnf.xml: .* bytes'
	wants 01 list played 'P0S3-8-12-00.loads: .* bytes' 2
	wants 01 loader played 'P003-8-12-00.sbn: .* bytes'
	wants 01 application played 'P0S3-8-12-00.sb2: .* bytes'
	wants 01 proof status '"state":"done"'
	wants 01 unprovisioned table 'not provisioned'
fi
if log 02 60 $sip --phone model=7960,load=P00308000500; then
	wants 02 model identify '"model":"7960"'
	wants 02 target status '"target":"P0S3-8-12-00"'
	wants 02 loader played 'P003-8-12-00.sbn: .* bytes'
	wants 02 application played 'P0S3-8-12-00.sb2: .* bytes'
	wants 02 unplug bench 'do not unplug'
	wants 02 proof status '"state":"done"'
fi
if log 05 60 $sip --phone model=7960,load=P00308000500; then
	wants 05 model identify '"model":"7960"'
	wants 05 target status '"target":"P0S3-8-12-00"'
	lacks 05 again bench 'already'
	lacks 05 blame journal 'phone.refused'
	wants 05 told table 'cable\|firewall'
fi
if log 06 100 7=P00308000500 --phone model=7960,load=P00308000500; then
	wants 06 model identify '"model":"7960"'
	lacks 06 wiped bench 'wiped'
	wants 06 told bench 'firewall\|do not reach'
	wants 06 font played '7960-font.xml: not found'
	wants 06 tones played 'US/7960-tones.xml: not found'
	wants 06 registers table 'no call manager\|does not register'
fi
if log 07 60 $sip --phone model=7960,load=P00308000500 \
	--phone mac=001BD400A003,model=7960,load=P0S3-8-12-00; then
	wants 07 phones status '"name":"SEP' 8
	wants 07 identified identify '"model":"7960"' 8
	wants 07 applications played 'P0S3-8-12-00.sb2: .* bytes' 6
	wants 07 proof status '"state":"done"' 7
	wants 07 silent table 'cable\|firewall'
	wants 07 unprovisioned table 'not provisioned'
fi
if log 27 20 8=P0030801SR02 --phone model=7940,load=P00308000500; then
	wants 27 model identify '"model":"7940"'
	wants 27 target status '"target":"P0030801SR02"'
	wants 27 lacking status '"code":"NR-LIB".*P0030801SR02'
fi
if log 29 20 7=P00308000500 --phone model=7960,class=loader; then
	wants 29 model status '"model":"7960"'
	lacks 29 wiped bench 'wiped'
	wants 29 absent played 'OS79XX.TXT: not found'
	wants 29 registered played 'is registered'
	# It asked for CiscoCM1 as its DHCP had named a DNS server.  Ours names none, so that
	# nobody asks: the address of the bench stands in option 150 and in the configuration.
fi
if log 30 20 7=P0S3-07-2-00 --phone model=7960; then
	wants 30 model identify '"model":"7960"'
	wants 30 trust played 'CTLSEP.*: not found'
	lacks 30 empty played ': 0 bytes'
	wants 30 list played 'P0S3-07-2-00.loads: .* bytes'
	wants 30 application played 'P0S3-07-2-00.sb2: .* bytes'
fi
if log 32 20 $sip --phone model=7960; then
	wants 32 phones status '"model":"7960".*"code":null' 2
	wants 32 absent played 'CTLSEP.*: not found' 2
	lacks 32 wiped bench 'wiped'
fi

# -- Java phones -------------------------------------------------------------------------------

if log 08 20 434=SCCP42.8-3-2S --phone model=7942; then
	wants 08 model identify '"model":"7942"'
	wants 08 wiped bench 'runs no load (wiped)'
	wants 08 manifest played 'term42.default.loads: .* bytes'
	wants 08 images played '\.sbn: .* bytes' 5
	wants 08 trust played 'CTLSEP.*: not found'
	wants 08 defaults played 'XMLDefault.cnf.xml: .* bytes'
	wants 08 step status '"load":"SCCP42.8-3-2S"'
fi
if log 09 10 30018=SCCP41.9-4-2SR3-1S --phone model=7961; then
	wants 09 model identify '"model":"7961"'
	wants 09 images played '\.sbn: .* bytes' 5
	wants 09 sent status '"state":"sent".*"code":"NR-WAIT"'
	wants 09 unplug table 'do not unplug'
fi
if log 11 20 436=SIP45.9-2-1S --phone model=7965; then
	wants 11 model identify '"model":"7965"'
	wants 11 refused bench 'rejected SIP45.9-2-1S'
	wants 11 other journal 'step.sent.*"load":"SIP45.9-3-1SR4-1S"'
	wants 11 images played 'sip.9-3-1ES26.sbn: .* bytes' 2
	wants 11 recovered status '"state":"done"\|"load":"SIP45.9-3-1SR4-1S"'
fi
if log 13 20 435=SCCP45.9-4-2SR3-1S --phone model=7945,until=SCCP45.9-4-2SR3-1S; then
	wants 13 model identify '"model":"7945"'
	wants 13 wiped bench 'runs no load (wiped)'
	wants 13 denied bench 'asks to keep .* denied'
	wants 13 images played '\.sbn: .* bytes' 5
	wants 13 ended status '"state":"done"'
fi
if log 14 20 369=SIP11.9-4-2SR3-1S --phone model=7906; then
	wants 14 model identify '"model":"7906"'
	wants 14 refused bench 'rejected SIP11.9-4-2SR3-1S' 1
	wants 14 older status '"step_load":"SIP11.8-5-2S"'
fi
if log 16 20 30018=SCCP41.9-4-2SR3-1S --phone model=7961; then
	wants 16 model identify '"model":"7961"'
	lacks 16 wiped bench 'wiped'
	wants 16 told table 'firewall\|do not reach'
fi
if log 17 20 404=SIP42.9-4-2SR3-1S --phone model=7962,load=SIP42.9-4-2SR3-1S; then
	wants 17 identified identify '"model":"7962","load":"SIP42.9-4-2SR3-1S"'
	wants 17 absent played ': not found$' 4
	wants 17 healthy status '"state":"done"'
fi
if log 19 20 404=SIP42.9-4-2SR3-1S --phone model=7962,load=SIP42.9-4-2SR3-1S; then
	wants 19 identified identify '"model":"7962","load":"SIP42.9-4-2SR3-1S"'
	wants 19 healthy status '"state":"done"'
	lacks 19 fault journal 'transfer.failed'
fi
if log 20 5 307=SIP11.9-4-2SR3-1S; then
	for model in 7911 7961 7941 7941G-GE; do
		wants 20 "$model" status "\"model\":\"$model\"" 1
		wants 20 "$model.seen" identify "\"model\":\"$model\"" 1
	done
	wants 20 rogue bench 'NR-ROGUE.*option 150.*text'
	wants 20 taken played 'has address' 4
fi

# -- later ones, and others --------------------------------------------------------------------

if log 21 2 685=sip88xx.12-1-1SR1-4 --phone model=8861,load=sip88xx.12-1-1SR1-4; then
	wants 21 identified identify '"model":"8861","load":"sip88xx.12-1-1SR1-4"'
	wants 21 final played 'get CTLSEP.*: not found by HTTP'
	wants 21 fallback played 'rrq CTLSEP.*: not found'
	wants 21 trust bench 'NR-TRUST'
fi
if log 23 20 621=sip78xx.14-4-1-0301-6 \
	--phone model=7821,load=sip78xx.14-0-1-0001-135,until=sip78xx.14-4-1-0301-6; then
	wants 23 model identify '"model":"7821"'
	wants 23 list played '14-4-1-0301-6.loads: .* bytes by HTTP'
	wants 23 trust bench 'NR-TRUST'
	wants 23 knock played 'is let in at port 5060'
	wants 23 ended status '"state":"done"'
fi
if log 26 20 30007=CP7912080004SCCP070409A --phone class=7912; then
	wants 26 model identify '"model":"7912"'
	lacks 26 wiped bench 'wiped'
	wants 26 configuration played 'SEP.*: .* bytes' 2
	wants 26 told table 'again and again\|reject\|firewall'
fi
if log 33 100 $sip; then
	wants 33 stranger status '"state":"stranger"'
	lacks 33 served played ' bytes '
	# Its first packet is a request to write, which that server refused.  The bench is silent
	# to whoever is surely no phone of its own, whatever is asked.
	wants 33 writes played 'wrq .*: no answer'
	wants 33 who table 'Polycom'
fi
if log 35 20 $sip --phone class=AastraIPPhone6869i; then
	wants 35 stranger status '"state":"stranger"'
	lacks 35 served played ' bytes '
	wants 35 who table 'Aastra\|Mitel'
fi
all_played
