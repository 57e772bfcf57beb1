"""Watching for defacement: what readers see is compared with the record, the files with their manifests."""
