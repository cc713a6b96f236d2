#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# No CDP is seen, as behind most switches: the operator says what one phone runs,
# and each step is proven by what the phone does.
. "$(dirname "$0")/lib.sh"

phone=SEP001B54AA0001
call_manager 435=SCCP45.9-4-2SR3-1S
write_ini <<END
[phone $phone]
load = SCCP45.8-3-3S
END
firmware SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S

bench --until-done=120
phones --phone mac=001B54AA0001,model=7945,load=SCCP45.8-3-3S,nocdp
end_bench
expect "exit status" "$bench_status" 0
steps="SCCP45.8-5-2S SCCP45.9-3-1SR4-1S SCCP45.9-4-2SR3-1S"
expect "steps proven" "$(loads step.proven $phone)" "$steps"
expect "steps begun" "$(loads step.started $phone)" "$steps"
# By its registering, or by its own word, whichever is heard first.
expect "proven by the phone" "$(events step.proven $phone | grep -c '"source":"\(registration\|sccp\)"')" 3
expect "done" "$(count phone.done $phone)" 1
has 'registers .* with SCCP45.9-4-2SR3-1S' phones.log || fail "the phone does not run its target"
