#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Models as data: every built-in model answers the same from the file that export-model writes; a
# model with a grammar of its own plans as the plugin of the same phone; what is wrong in a file is one
# line, and the rest goes on; a file that others may write to is refused to root.
set -u
: "${CC:=cc}" "${top_srcdir:=.}" "${top_builddir:=.}"
netrecover=$top_builddir/netrecover
: "${NETRECOVER_PLUGIN_PATH:=$top_builddir/plugins/.libs:$top_builddir/plugins/models/.libs}"
export NETRECOVER_PLUGIN_PATH
plugins=$NETRECOVER_PLUGIN_PATH
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
bad=0
fail() {
	echo "$*"
	bad=1
}

# -- every built-in model, exported ----
mkdir "$work/out" "$work/data" "$work/data/models.d"
"$netrecover" models --json >"$work/models.json" || exit 99
models=$(grep -o '"model": *"[^"]*"' "$work/models.json" | sed 's/.*"\([^"]*\)"$/\1/')
[ "$(echo "$models" | wc -l)" -ge 78 ] || fail "only $(echo "$models" | wc -l) models"
for m in $models; do
	"$netrecover" export-model "$m" >"$work/data/models.d/$m.ini" || fail "$m cannot be exported"
done

# ask FILE: what the program says about all of them
ask() {
	{
		"$netrecover" models --json 2>/dev/null | tr -d '\n' | sed 's/"plugin": *"[^"]*"//g; s/, *"replaces": *\[[^]]*\]//g'
		echo
		"$netrecover" models -v 2>&1
		"$netrecover" explain SCCP45.9-4-2SR3-1S SIP88xx.12-5-1SR1-4 cmterm-7945_7965-sccp.8-5-2.zip J1 \
			term45.default P00308010200 CP7905080003SCCP070409A 7945 apps69xx.9-4-1-3.sgn 2>&1
		"$netrecover" compare SCCP45.8-5-2S SCCP45.9-4-2SR3-1S 2>&1
		"$netrecover" plan 7945 SCCP45.8-3-3S SCCP45.9-4-2SR3-1S 2>&1
		"$netrecover" plan 7945 wiped SIP45.9-4-2SR3-1S 2>&1
		"$netrecover" plan 7940 P00308010200 P0S3-8-12-00 2>&1
		"$netrecover" plan 8841 sip88xx.10-2-1-16 sip88xx.12-5-1SR1-4 2>&1
		"$netrecover" plan 6941 SCCP69xx.8-5-2-0 SCCP69xx.9-4-1-3 2>&1
		"$netrecover" plan 9971 sip9971.9-2-2 sip9971.9-4-2SR3-1 2>&1
	} | grep -vE "replaces the model|takes the place of" >"$1"
}
ask "$work/out/plugins"
NETRECOVER_PLUGIN_PATH=$plugins:$work/data ask "$work/out/data"
cmp -s "$work/out/plugins" "$work/out/data" || {
	fail "the exported models answer otherwise:"
	diff "$work/out/plugins" "$work/out/data" | head -40
}
NETRECOVER_PLUGIN_PATH=$plugins:$work/data "$netrecover" models --json 2>/dev/null >"$work/replaced.json"
# Of each of them it is said whose place it has taken.
[ "$(grep -c '"replaces"' "$work/replaced.json")" = "$(echo "$models" | wc -l)" ] || fail "models --json names not all that are replaced"
for m in 7945 8841; do
	! NETRECOVER_PLUGIN_PATH=$plugins:$work/data "$netrecover" export-model "$m" >"$work/again" 2>"$work/err" ||
		fail "$m is a plugin's although a file replaces it"
	grep -q "$m is data already" "$work/err" || fail "nobody says that $m is data: $(cat "$work/err")"
done

# -- one phone in both forms: the ladder of a stranger ----
mkdir "$work/so" "$work/ini"
# shellcheck disable=SC2086 # options in CC are meant to be split
$CC -std=c11 -O2 -fPIC -shared -I"$top_srcdir/include" "$top_srcdir/tests/thirdparty/acme-100.c" \
	-o "$work/so/acme-100.so" || fail "the plugin does not build"
cat >"$work/ini/acme-100.ini" <<'END'
[model]
id = acme-100
name = A100
title = ACME Deskphone 100
type = 4000000001
type-name = ACME 100
load-prefixes = acme100-
protocols = SIP
load-suffix = .lst
load-format = acme100-%V
archive-format = acme100-%V.zip
ask-seconds = 60
transfer-seconds = 30
flash-seconds = 300
reset = Hold the red key while plugging it in.
phone-name = ACME-%m

[match 1]
fact = vendor-class
trust = sure
glob = ACME Deskphone 100
[wiped 1]
fact = file-wanted
trust = sure
glob = rescue.lst
[name 1]
want = config
glob = %M.xml
[hop 1]
id = A1
reason = loads before 1.9 cannot unpack 2.0 and later
source = ACME release note 2.0
confidence = high
before = 1.9
reaching = 2
via-min = 1.9
via-max = 1.65535
via-text = 1.9
[load 1]
pattern = acme100-%v
protocol = SIP
[suffix 1]
text = .lst
kind = list
[suffix 2]
text = .img
kind = image
[says 1]
fact = user-agent
pattern = ACME100/%v
load = acme100-%v
[config 1]
want = config
text = <acme><load>%L</load></acme>\n
END
for form in so ini; do
	NETRECOVER_PLUGIN_PATH=$work/$form
	export NETRECOVER_PLUGIN_PATH
	for pair in "acme100-1.5 acme100-2.10" "acme100-1.9 acme100-2.10" "acme100-2.9 acme100-2.10" \
		"unknown acme100-2.10" "acme100-1.5 acme100-1.8"; do
		# shellcheck disable=SC2086 # two words
		"$netrecover" plan --json A100 $pair
		"$netrecover" compare ${pair% *} ${pair#* }
	done >"$work/$form.out" 2>&1
	"$netrecover" explain acme100-2.10 acme100-x acme100-2.10.zip 2>&1 |
		sed 's/ACME scale/scale/; s/plugin .*//' >>"$work/$form.out"
done
cmp -s "$work/so.out" "$work/ini.out" || {
	fail "the two forms answer otherwise:"
	diff "$work/so.out" "$work/ini.out" | head -20
}
grep -q '"rule": *"A1"' "$work/ini.out" || fail "no plan has the rule"

# -- what is wrong ----
NETRECOVER_PLUGIN_PATH=$work/wrong
export NETRECOVER_PLUGIN_PATH
# says LINE: the file on standard input is refused with that line, and the other model is there
says() {
	rm -rf "$work/wrong"
	mkdir "$work/wrong"
	cp "$work/ini/acme-100.ini" "$work/wrong/good.ini"
	cat >"$work/wrong/bad.ini"
	"$netrecover" models >"$work/out/models" 2>"$work/err"
	grep -qF "bad.ini$1" "$work/err" || fail "'bad.ini$1' is not in: $(cat "$work/err")"
	grep -q A100 "$work/out/models" || fail "the other model is gone ($1)"
	! grep -q BAD "$work/out/models" || fail "it was loaded all the same ($1)"
}
# model LINE...: one that is sound but for these
model() {
	printf '%s\n' '[model]' 'id = bad-1' 'name = BAD' 'title = Bad' 'type = 77' 'load-suffix = .lst' 'load-format = b%V' \
		'archive-format = b%V.zip' '[match 1]' 'fact = vendor-class' 'trust = sure' 'glob = bad' \
		'[load 1]' 'pattern = b%v' "$@"
}
model '[model]' 'titel = x' | says ":"
model '[nmae 1]' 'glob = x' | says ":15: unknown section [nmae]"
model '[match 2]' 'fact = vendor-clas' | says ":16: [match 2] fact: 'vendor-clas' is none of its words (did you mean 'vendor-class'?)"
model '[board 1]' 'first = 70000' | says ":16: [board 1] first: '70000' is not a number from 0 to 65535"
model '[hop 1]' 'before = 8.x' | says ":16: [hop 1] before: '8.x' is not a version such as 8.5.2"
model '[name 1]' 'want = config' | says ":15: [name 1] has no glob"
model '[hop 1]' 'reason = r' '[hop 2]' 'id = X' | says ":15: [hop 1] has no id"
model '[dhcp 1]' 'text = x' | says ":15: [dhcp 1] has no option"
model '[config 1]' 'text = x' | says ":15: [config 1] has no want"
model '[load 2]' 'part = kernel' 'pattern = k%v' | says ":16: [load 2] part: 'kernel' is none of the parts of [model]"
model '[hop 1]' 'down = maybe' | says ":16: [hop 1] down: 'maybe' is neither yes nor no"
model '[hop 1]' 'id = X1' 'reason = r' 'source = s' | says ": model 'BAD': hop 'X1' has no confidence"
model '[match 2]' 'fact = vendor-class' 'trust = sure' 'glob = *' | says ": model 'BAD': match \"*\" fits every device"
printf '[model]\nid = bad-1\nname = BAD\n' | says ": [model] neither like another model nor a [load] section"
printf '[model]\nid = bad-1\nname = BAD\nlike = 9999\n' | says ": like = 9999: no such model is loaded"
printf '[model\n' | says ":1:"
printf '\000\001\377' | says ":1:"

if [ "$(id -u)" = 0 ]; then
	rm -rf "$work/wrong"
	mkdir "$work/wrong"
	cp "$work/ini/acme-100.ini" "$work/wrong/acme-100.ini"
	chmod 666 "$work/wrong/acme-100.ini"
	"$netrecover" models >"$work/out/models" 2>"$work/err"
	grep -q "acme-100.ini: .*writ" "$work/err" || fail "a file that all may write to: $(cat "$work/err")"
	! grep -q A100 "$work/out/models" || fail "a file that all may write to was read"
fi
[ $bad = 0 ] && echo "models as data answer as plugins do"
exit $bad
