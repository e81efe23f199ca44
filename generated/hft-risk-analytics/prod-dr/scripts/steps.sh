# shellcheck shell=bash disable=SC2034,SC2154
# What the scripts share: options, steps that are not repeated, waits with a deadline. Read by them, never run.
#
# A step that succeeded is noted below IMPRINT_STATE_DIR, with the checksum of the rendered files: a script that failed
# goes on where it stopped, and starts anew after it succeeded, after another script, and after a render that changed something.

is_dry_run=false
is_confirmed=false
is_restart=false
poll_seconds=${POLL_SECONDS:-15}
state_folder=${IMPRINT_STATE_DIR:-${XDG_STATE_HOME:-$HOME/.local/state}/imprint}/$project/$deployment

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "error: $*"
  exit 1
}

# read_options WHAT ARGUMENT... reads the options all scripts have.
read_options() {
  local what=$1
  shift
  while (($# > 0)); do
    case $1 in
      --dry-run) is_dry_run=true ;;
      --yes) is_confirmed=true ;;
      --restart) is_restart=true ;;
      --help)
        printf '%s\n\n%s\n' "$what" "Options: --dry-run (call nothing, show everything), --yes (do not ask), --restart (repeat steps that are done)"
        exit 0
        ;;
      *)
        say "error: unknown option '$1', --help lists them"
        exit 2
        ;;
    esac
    shift
  done
}

show() {
  say "  + $(printf '%q ' "$@")"
}

# change COMMAND... runs what changes something; a dry run shows it only.
change() {
  show "$@"
  [[ $is_dry_run == true ]] || "$@"
}

# look COMMAND... prints what a question answers, or fails; a dry run asks nothing, as if there were nothing yet.
look() {
  if [[ $is_dry_run == true ]]; then
    show "$@"
    return 1
  fi
  "$@" 2>/dev/null
}

# begin SCRIPT opens the notes of its steps, and forgets those of the scripts that do the opposite.
begin() {
  state_file=$state_folder/$1.done
  fingerprint=$(cksum <"$folder/../imprint.lock.json")
  [[ $is_dry_run == true ]] && return
  mkdir -p "$state_folder"
  [[ $is_restart == true ]] && rm -f "$state_file"
  touch "$state_file"
  find "$state_folder" -name '*.done' ! -name "$1.done" -delete
}

# finish WHAT ends the script well: the next time it does everything again.
finish() {
  [[ $is_dry_run == true ]] && return
  rm -f "$state_file"
  say "$1"
}

# step NAME FUNCTION runs it, unless it succeeded before on the same files.
step() {
  if [[ $is_dry_run == false ]] && grep -qxF "$fingerprint $1" "$state_file"; then
    say "$1: done before"
    return
  fi
  say "$1"
  "$2"
  [[ $is_dry_run == true ]] || printf '%s %s\n' "$fingerprint" "$1" >>"$state_file"
}

# confirm QUESTION WORD ends the script unless the word is typed.
confirm() {
  [[ $is_dry_run == true || $is_confirmed == true ]] && return
  local answer=
  printf '%s Type %s to go on: ' "$1" "$2" >&2
  read -r answer || true
  [[ $answer == "$2" ]] || fail 'not confirmed, nothing was done'
}

# wait_for WHAT SECONDS FUNCTION calls it until it succeeds; too late is a failure.
wait_for() {
  local deadline=$((SECONDS + $2))
  [[ $is_dry_run == true ]] && return
  until "$3"; do
    ((SECONDS < deadline)) || fail "$1 took longer than $2 seconds"
    sleep "$poll_seconds"
  done
}
