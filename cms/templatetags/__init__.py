"""Tags of every app's templates."""
