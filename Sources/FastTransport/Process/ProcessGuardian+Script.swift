extension ProcessGuardian {
  /// What the guardian does, in the language of any POSIX shell (it has been run by dash, bash and busybox).
  ///
  /// It reads `+PID START` and `-PID START` until its input ends, which is the end of the host. While the host lives it
  /// costs nothing. Then, with children left: it stops them, lists what they started before it is re-parented,
  /// sends TERM, waits about a second, and sends KILL to all that still lives. Start times keep a reused pid safe.
  /// Reading and signalling are done by the shell itself; only `grep`, `sleep` and, without /proc, `ps` are called.
  static let script = #"""
    trap '' TERM INT HUP QUIT PIPE
    set -f
    IFS=' '
    newline='
    '
    watched=' '
    while read -r line; do
      entry=${line#?}
      case $entry in *[!0-9\ ]* | ' '* | *' ') continue ;; *' '*) ;; *) continue ;; esac
      entry=${entry% *}:${entry#* }
      case $line in
      +*) watched="$watched$entry " ;;
      -*) case $watched in *" $entry "*) watched="${watched%%" $entry "*} ${watched#*" $entry "}" ;; esac ;;
      esac
    done
    case $watched in *[0-9]*) ;; *) exit 0 ;; esac

    # Prints PID:PARENT:GROUP:SESSION:START of every living process.
    list() {
      if [ -r /proc/$$/stat ]; then
        set +f
        # The pid comes from the path: a name may hold anything, a line end too.
        table=$(grep -s ')' /dev/null /proc/[0-9]*/stat || for file in /proc/[0-9]*/stat; do
          while IFS= read -r text; do echo "$file:$text"; done <"$file"
        done 2>/dev/null)
        set -f
        IFS=$newline
        for record in $table; do
          IFS=' '
          pid=${record#/proc/}
          set -- ${record##*\)}
          case ${1:-Z}${20:-Z} in *[ZX]*) ;; *) echo "${pid%%/*}:$2:$3:$4:${20}" ;; esac
        done
      else
        # No start times here: the pid alone has to do.
        ps -A -o pid= -o ppid= -o pgid= -o state= 2>/dev/null | while read -r pid parent group state; do
          case ${state:-Z} in Z*) ;; *) echo "$pid:$parent:$group:$group:0" ;; esac
        done
      fi
    }

    # Whether PID:START was alive when last listed.
    lives() { eval "[ \"\${a_${1%%:*}-}\" = \"$turn:${1#*:}\" ]"; }

    # Adds to found, as PID:START:GROUP, what descends from a watched process or is left of its session.
    collect() {
      rows=$(list)
      turn=$((turn + 1)) more=1 first=1
      while [ $more = 1 ]; do
        more=0
        IFS=$newline
        for row in $rows; do
          IFS=:
          set -- $row
          IFS=' '
          [ $first = 0 ] || eval "a_$1=$turn:$5"
          eval "known=\${k_$1-} kin=\${k_$2-}\${s_$4-}"
          [ -n "$kin" ] && [ -z "$known" ] && [ "$1" -gt 1 ] && [ "$1" != $$ ] || continue
          eval "k_$1=1"
          found="$found$1:$5:$3 "
          more=1
        done
        first=0
      done
      IFS=' '
    }

    # Stopped at once, until their descendants are known: one that ends now would orphan them.
    stopped=
    for entry in $watched; do
      pid=${entry%:*}
      if [ -r /proc/$$/stat ]; then
        record=
        { while IFS= read -r text; do record=$text; done </proc/$pid/stat; } 2>/dev/null
        set -- ${record##*\)}
        [ $# = 0 ] || [ "${20}" = "${entry#*:}" ] || continue
      else
        entry=$pid:0
      fi
      [ "$pid" -gt 1 ] || continue
      kill -STOP "$pid" 2>/dev/null
      eval "k_$pid=1 s_$pid=1"
      stopped="$stopped$entry "
    done
    turn=0 found=
    collect
    for entry in $stopped; do
      kill -TERM -${entry%:*}
      lives "$entry" && kill -TERM ${entry%:*}
      kill -CONT ${entry%:*}
    done 2>/dev/null

    # True while one of them lives, or its pid has been given to another process.
    remain() {
      for entry in $found $stopped; do kill -0 ${entry%%:*} 2>/dev/null && return 0; done
      return 1
    }
    for pause in 1 2 3 4 5 6 7 8; do
      sleep 0.1 2>/dev/null || sleep 1
      # A large table takes a while to read, so not every time.
      case $pause in 3 | 6) collect ;; esac
      remain || collect
      remain || exit 0
    done
    collect
    for pause in 1 2 3; do
      for entry in $found $stopped; do
        pid=${entry%%:*} group=${entry##*:} entry=${entry#*:}
        lives "$pid:${entry%:*}" || continue
        # A watched child leads a group; of the others only some do.
        case $group in "$pid" | "$entry") kill -KILL -$pid ;; esac
        kill -KILL $pid
      done 2>/dev/null
      collect
    done
    """#
}
