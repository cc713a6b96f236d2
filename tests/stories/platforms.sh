#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Loads with a section for each platform, in the containers of real ones: a 7821 of the
# second platform, an 8861 of the third and one of the first, a 9971 with encrypted
# images, an 8865 whose list has no sizes.  The large images are over 32 MiB: the 7821
# and the 9971 ask by TFTP only, so their block numbers begin anew.  Each fetches the
# files of its own platform, and the bench says that it has all then.
. "$(dirname "$0")/lib.sh"

v78=12-8-1-0001-455 v88=14-0-1-0101-145 v99=9-4-2SR4-1 v65=14-1-1-0001-125
call_manager 621=sip78xx.$v78 685=sip88xx.$v88 493=sip9971.$v99 36225=sip8845_65.$v65
write_ini </dev/null

# make KIB LOAD: import one of that size
make() {
	rm -rf archives
	KIB=$1 firmware "$2"
}
make 88000 sip78xx.$v78         # 13/32 of it is one image
make 40000 sip88xx.$v88         # 27/32
make 48000 sip9971.$v99         # 23/32
make 4000 sip8845_65.$v65
large=$(find firmware -name '*.s*bn' -size +33554432c | sed 's/.*\///' | sort | tr '\n' ' ')
expect "images of more than 32 MiB" "$large" \
	"rootfs2.78xx.$v78.sbn rootfs78xx.$v78.sbn rootfs88xx.$v88.sbn rootfs9971.$v99.sebn "

# The library says that they are whole, and what nobody can check.
"$netrecover" -c bench.ini library >library.out || fail "library: $(cat library.out)"
expect "whole loads" "$(grep -c ' whole ' library.out)" 4
[ "$(awk 'length($0) > 80' library.out)" = "" ] || fail "more than 80 columns: $(cat library.out)"
grep -q 'the signature of 4 loads could not be checked; -v says why' library.out || fail "nothing of signatures"
"$netrecover" -c bench.ini library -v >library.out || fail "library -v: $(cat library.out)"
expect "reasons why files were not checked" "$(grep -c "not checked" library.out)" 6
planned() {
	"$netrecover" -c bench.ini plan "$1" "$2" "$3" >plan.out 2>&1 || fail "plan for a $1: $(cat plan.out)"
}
planned 7821 sip78xx.10-3-1-12 sip78xx.$v78
planned 8861 sip88xx.12-5-1SR2-2 sip88xx.$v88
planned 9971 sip9971.9-2-2SR1-9 sip9971.$v99

images_of() {
	events transfer.done "SEP001B54AA$1" | grep -v -e '\.loads"' -e '\.xml"' |
		sed 's/.*"file":"\([^"]*\)".*/\1/' | tr '\n' ' '
}

bench --until-done=120
phones --phone mac=001B54AA7821,model=7821,load=sip78xx.10-3-1-12,until=sip78xx.$v78,hw=2,http=no \
	--phone mac=001B54AA8861,model=8861,load=sip88xx.12-5-1SR2-2,until=sip88xx.$v88,hw=3 \
	--phone mac=001B54AA8862,model=8861,load=sip88xx.12-5-1SR2-2,until=sip88xx.$v88,hw=1 \
	--phone mac=001B54AA9971,model=9971,load=sip9971.9-2-2SR1-9,until=sip9971.$v99,http=no \
	--phone mac=001B54AA8865,model=8865,load=sip8845_65.12-5-1SR2-2,until=sip8845_65.$v65
phones_arrived
end_bench
expect "exit status" "$bench_status" 0
expect "images of the 7821" "$(images_of 7821)" \
	"sboot2.78xx.$v78.sbn kern2.78xx.$v78.sbn rootfs2.78xx.$v78.sbn "
expect "images of the third platform" "$(images_of 8861)" \
	"sb2388xx.BE-01-002P.sbn kernel388xx.$v88.sbn rootfs388xx.$v88.sbn "
expect "images of the first platform" "$(images_of 8862)" \
	"fbi88xx.BE-01-010.sbn kern88xx.$v88.sbn rootfs88xx.$v88.sbn sb288xx.BE-01-020.sbn vc488xx.$v88.sbn "
expect "images of the 9971" "$(images_of 9971)" \
	"sboot9971.111909R1-$v99.sebn skern9971.022809R2-$v99.sebn dkern9971.100609R2-$v99.sebn "\
"kern9971.$v99.sebn rootfs9971.$v99.sebn "
for row in 7821:rootfs2.78xx.$v78.sbn:tftp 8862:rootfs88xx.$v88.sbn:http 9971:rootfs9971.$v99.sebn:tftp; do
	file=${row#*:}
	events transfer.done "SEP001B54AA${row%%:*}" | grep "\"file\":\"${file%:*}\"" |
		grep -q "\"protocol\":\"${file#*:}\"" || fail "the way of $row"
done
for n in 7821 8861 8862 9971 8865; do
	expect "the $n is done" "$(count phone.done SEP001B54AA$n)" 1
	grep -q "SEP001B54AA$n.*has all of" bench.log || fail "nobody said that the $n has all of its load"
done
expect "transfers that failed" "$(count transfer.failed)" 0
exit 0
