#!/bin/sh
# A fleet in sixteen parts, each a task of a Slurm array:   sbatch docs/scale/slurm.sh
# The tasks may run in any order, on any machines that share this folder, and as often as need be: a part is the same
# bytes each time, and has its name only when it is whole. A task whose node failed is run again by Slurm (--requeue);
# one that failed for another reason by   scontrol requeue JOB_TASK   once the reason is gone.
#SBATCH --job-name=faker-server
#SBATCH --array=0-15
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=512M
#SBATCH --requeue
#SBATCH --output=part-%a.log
set -eu

# Two digits, so that the names of the parts sort as the parts do.
part=$(printf 'part-%02d' "$SLURM_ARRAY_TASK_ID")

${FAKER_SERVER:-npx faker-server} generate --seed 42 --servers "${SERVERS:-1000}" --every 5m \
  --from "${FROM:-2025-01-01}" --until "${UNTIL:-2026-01-01}" --shard auto --output "$part.parquet"
