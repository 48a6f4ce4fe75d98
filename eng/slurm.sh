#!/usr/bin/env bash
# A Slurm cluster of one controller and two nodes on the loopback of this machine, in a folder of its own: for tests, as root or as anybody else.
# Usage: eng/slurm.sh start FOLDER [CPUS_OF_A_NODE [MAX_ARRAY_SIZE]]   then: export SLURM_CONF=FOLDER/slurm.conf
#        eng/slurm.sh node-kill FOLDER n1|n2                          kill -9 of a node's daemon and all that runs under it
#        eng/slurm.sh node-start FOLDER n1|n2
#        eng/slurm.sh stop FOLDER
# FREEBOARD_SLURM_WATCH=PID ends the cluster when that process is gone.
# Needs Debian's slurm-wlm and munge (eng/install.sh test). FREEBOARD_SLURM_PORT moves its four ports (default 17811 and the next three).
set -euo pipefail
verb=${1:?start, stop, node-kill or node-start}
folder=$(realpath -m "${2:?a folder}")
PATH=$PATH:/usr/sbin:/sbin
export SLURM_CONF=$folder/slurm.conf
port=${FREEBOARD_SLURM_PORT:-17811}

process() { # PIDFILE: its number, if it lives
  local number
  number=$(cat "$1" 2>/dev/null) && kill -0 "$number" 2>/dev/null && echo "$number"
}

end() { # PIDFILE SIGNAL
  local number
  if number=$(process "$1"); then kill "-$2" "$number" 2>/dev/null || true; fi
}

children() { # PID: it and all below it
  echo "$1"
  local child
  for child in $(ps -o pid= --ppid "$1"); do children "$child"; done
}

node() { slurmd -N "$1" -f "$SLURM_CONF" -L "$folder/slurmd.$1.log"; }

case $verb in
  start)
    for program in munged slurmctld slurmd sbatch; do
      command -v "$program" >/dev/null || { echo "eng/slurm.sh: there is no '$program': install slurm-wlm and munge (eng/install.sh test)." >&2; exit 1; }
    done
    cpus=${3:-1}
    arrays=${4:-1001}
    mkdir -p "$folder/state" "$folder/spool.n1" "$folder/spool.n2"
    chmod 755 "$folder"
    head -c 128 /dev/urandom >"$folder/munge.key"
    chmod 600 "$folder/munge.key"
    munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" --log-file="$folder/munged.log" --seed-file="$folder/munge.seed"
    host=$(hostname)
    cat >"$SLURM_CONF" <<CONF
ClusterName=freeboard
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool.%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/slurmctld.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_min_interval=100000,batch_sched_delay=0
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
MpiDefault=none
MaxArraySize=$arrays
MaxJobCount=20000
JobRequeue=1
RequeueExit=75
KillWait=10
SlurmdTimeout=10
ReturnToService=2
MinJobAge=600
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=$cpus RealMemory=1000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=$cpus RealMemory=1000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
CONF
    if [ -n "${FREEBOARD_SLURM_WATCH:-}" ]; then
      setsid bash -c 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; "$2" stop "$3"' watch "$FREEBOARD_SLURM_WATCH" "$(realpath "$0")" "$folder" </dev/null >/dev/null 2>&1 &
    fi
    slurmctld -c -f "$SLURM_CONF"
    node n1
    node n2
    for _ in $(seq 1 100); do
      [ "$(sinfo -h -o %T -N 2>/dev/null | grep -c idle)" -eq 2 ] && exit 0
      sleep 0.2
    done
    echo "eng/slurm.sh: the nodes did not come up in 20 seconds:" >&2
    tail -n 5 "$folder"/slurmctld.log "$folder"/slurmd.n?.log >&2 || true
    exit 1
    ;;
  node-kill)
    number=$(process "$folder/slurmd.$3.pid") || exit 0
    # Steps are daemons of their own; the log that they hold open says whose they are.
    kill -9 "$number"
    for step in $(pgrep -f '^slurmstepd: ' || true); do
      if ls -l "/proc/$step/fd" 2>/dev/null | grep -q "$folder/slurmd.$3.log"; then
        for one in $(children "$step"); do kill -9 "$one" 2>/dev/null || true; done
      fi
    done
    ;;
  node-start)
    node "$3"
    # A task that is sent to a node before the controller has heard of it again would be lost there, and taken for running.
    for _ in $(seq 1 600); do
      case $(sinfo --noheader --nodes="$3" --format=%t) in idle | mix | alloc | comp) exit 0 ;; esac
      sleep 0.1
    done
    echo "eng/slurm.sh: the node '$3' did not come up in a minute: $(sinfo --noheader --nodes="$3")" >&2
    exit 1
    ;;
  stop)
    scancel --full --user="$(id -un)" >/dev/null 2>&1 || true
    for name in slurmd.n1 slurmd.n2 slurmctld munged; do end "$folder/$name.pid" TERM; done
    for _ in $(seq 1 50); do
      alive=
      for name in slurmd.n1 slurmd.n2 slurmctld munged; do if process "$folder/$name.pid" >/dev/null; then alive=1; fi; done
      [ -z "$alive" ] && exit 0
      sleep 0.1
    done
    for name in slurmd.n1 slurmd.n2 slurmctld munged; do end "$folder/$name.pid" KILL; done
    ;;
  *) echo "eng/slurm.sh: start, stop, node-kill or node-start" >&2; exit 2 ;;
esac
