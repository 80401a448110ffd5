"""Claims and their evidence as resources of HL7 FHIR R5 (5.0.0), without any profile."""
