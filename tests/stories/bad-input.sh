#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Bad input: one clear line each, exit 2 or 6, and nothing half-written.
. "$(dirname "$0")/lib.sh"

# refused WHAT STATUSES PATTERN COMMAND...: it ends with one of the statuses, and a
# line of what it says matches; nothing was started.
refused() {
	what=$1 statuses=$2 pattern=$3
	shift 3
	"$netrecover" "$@" >out 2>err
	got=$?
	case " $statuses " in
	*" $got "*) ;;
	*)
		show out err
		fail "$what: exit status $got, not $statuses"
		;;
	esac
	cat out err >both
	has "$pattern" both || {
		show both
		fail "$what: no line matches '$pattern'"
	}
}

call_manager 435=SCCP45.9-4-2SR3-1S
write_ini </dev/null
firmware SCCP45.8-5-2S SCCP45.9-4-2SR3-1S

# Every error of the file in one run, with its line and a guess.
cat >bad.ini <<END
[bench]
interface = bench0
address = 10.77.0.1/24
library = firmware
serve = everybody
[dhcp]
poool = 10.77.0.10-10.77.0.20
[dhpc]
lease = 10m
END
refused "an unknown key" 2 "^bad.ini:7: \[dhcp\] unknown key 'poool' (did you mean 'pool'?)" -c bad.ini
has '^bad.ini:5: ' both || fail "the bad value is not reported"
has '^bad.ini:8: ' both || fail "the unknown section is not reported"
expect "lines" "$(grep -c '^bad.ini:' both)" 3
refused "no such file" 2 nowhere.ini -c nowhere.ini
refused "an unknown command" 2 frobnicate frobnicate
refused "an unknown option" 2 frobnicate --frobnicate

# The call manager's file.
cp XMLDefault.cnf.xml good.xml
echo '<Default><loadInformation435>SCCP45.9-4-2SR3-1S' >XMLDefault.cnf.xml
head -c 300 /dev/urandom >rubbish.xml
refused "XML that is rubbish" 2 'rubbish.xml' -c bench.ini --set bench.call-manager=rubbish.xml run
mv good.xml XMLDefault.cnf.xml

# The library.
refused "a library that is not there" 2 'nowhere' -c bench.ini --set bench.library=nowhere run
refused "a library that is a file" 2 'XMLDefault' -c bench.ini --set bench.library=XMLDefault.cnf.xml run
mkdir spoiled
cp -r firmware/. spoiled/
image=$(find spoiled -name 'dsp45.8-5-2*.sbn')
rm "$image"
"$netrecover" -c bench.ini --set bench.library=spoiled library >out 2>err
grep -h -q 'dsp45.8-5-2' out err || {
	show out err
	fail "library does not name the missing image"
}
"$netrecover" -c bench.ini --set bench.library=spoiled library --json >out 2>err
tr -d '\n' <out | sed 's/": /":/g' | grep -q '"whole":false' || fail "library --json: not 'whole': false"
refused "a plan that lacks a file" 6 'cmterm-7945_7965-sccp.8-5-2.zip' \
	-c bench.ini --set bench.library=spoiled plan 7945 SCCP45.8-2-1S SCCP45.9-4-2SR3-1S

# Broken archives: all of one or nothing of it.
before=$(find firmware | sort | cksum)
archive=$(find archives -name '*sccp.8-5-2.zip')
head -c 20000 "$archive" >cmterm-7945_7965-sccp.8-5-3.zip
head -c 5000 /dev/urandom >cmterm-7945_7965-sccp.8-5-4.zip
for broken in cmterm-7945_7965-sccp.8-5-3.zip cmterm-7945_7965-sccp.8-5-4.zip nothing.zip; do
	refused "import of $broken" "1 2 6" "$broken" -c bench.ini import "$broken"
	expect "the library after $broken" "$(find firmware | sort | cksum)" "$before"
done
[ ! -e state ] || fail "a bench that did not start left its state behind"
