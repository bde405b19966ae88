from cms.models.brand import Brand
from cms.models.media import SiteDocument, SiteImage, SiteRendition
from cms.models.pages import HomePage
from cms.models.people import User

__all__ = ["Brand", "HomePage", "SiteDocument", "SiteImage", "SiteRendition", "User"]
