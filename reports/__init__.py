"""Values in, files and pictures out: workbooks, pictures of lights, the sample hospital."""
