from roleplay.models.pages import RoleplayPage, ScenarioLibraryPage, ScenarioPage
from roleplay.models.profiles import Playbook, Profile
from roleplay.models.records import (
    Assessment,
    Conversation,
    ConversationGrant,
    ScenarioVersion,
    Turn,
)

__all__ = [
    "Assessment",
    "Conversation",
    "ConversationGrant",
    "Playbook",
    "Profile",
    "RoleplayPage",
    "ScenarioLibraryPage",
    "ScenarioPage",
    "ScenarioVersion",
    "Turn",
]
