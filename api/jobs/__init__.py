"""Work in the background of a running service.

upload ─ keep ─▶ uploads/<job>/files/ ─ queue ─▶ one worker ─▶ ledger, graph
                 uploads/<job>/job.json  (state, written at each step: a restart goes on from it)
"""

from api.jobs.job import Job, JobState
from api.jobs.queue import Jobs, QueueBusy, UnknownJob

__all__ = ["Job", "JobState", "Jobs", "QueueBusy", "UnknownJob"]
