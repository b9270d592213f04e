-- One line for programs after the last answer. Nothing runs for a single request, so the load is that of plain wrk.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"microseconds": %d, "requests": %d, "bytes": %d, "p50": %d, "p99": %d, "status": %d, "socket": %d}\n',
    summary.duration, summary.requests, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
