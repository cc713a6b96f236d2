# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# fish completion for netrecover: the program itself knows the words (help --words).
function __netrecover_words
    set -l said (commandline -opc)
    set -l verb
    for word in $said[2..-1]
        if string match -qr '^[a-z]' -- $word; and $said[1] help --words 2>/dev/null | string match -qr "^$word\t"
            set verb $word
            break
        end
    end
    set -l current (commandline -ct)
    if test -n "$verb" -a "$verb" != help; and not string match -q -- '-*' "$current"
        return
    end
    if test "$verb" = help; and not string match -q -- '-*' "$current"
        set verb
    end
    $said[1] help --words $verb 2>/dev/null
end
complete -c netrecover -a '(__netrecover_words)'
