"""The class session (整班借阅): a reading lesson at the desk, pupil after pupil by seat number."""
