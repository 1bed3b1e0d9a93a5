from __future__ import annotations

from benchmarks import (
    api_reads,
    aws_requests,
    console_paint,
    contact_sheets,
    import_time,
    largest_campaign,
    read_brief,
    render_corpus,
)
from benchmarks.rendering import speed

if __name__ == "__main__":
    import_time.main()
    read_brief.main()
    speed.main()
    contact_sheets.main([5, 20, 100])
    aws_requests.main([5, 100, 200])
    largest_campaign.main()
    console_paint.main()
    api_reads.main()
    render_corpus.main(part=1, parts=20)  # all of it takes half an hour
