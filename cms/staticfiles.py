"""Static files with their hash in the name, ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import` lines of our modules too, so that browsers may keep every file for ever."""

    support_js_module_import_aggregation = True
    # Wagtail ships source maps' names in a few files without the maps.
    manifest_strict = False
