"""Sample people for demos, tests, benchmarks and screenshots: plainly fictional, the same for the same seed and day.

Every label says that its bearer is invented ("Marek (sample)"), and no telephone number can be called.
"""

from models.sample.around import association, partners, questions, volunteers
from models.sample.people import Person, people

__all__ = ["Person", "association", "partners", "people", "questions", "volunteers"]
