// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract SetConsentsTest is PostOfficeTest {
    function test_RevertWhen_CallerIsNoWallet() public {
        address[2] memory callers = [mallory.addr, recovery.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, inboxId, callers[i]));
            vm.prank(callers[i]);
            office.setConsents(inboxId, new bytes32[](1), new ITerms.Consent[](0));
        }
    }

    function test_RevertWhen_InboxIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, bytes32(0), bob.addr));
        vm.prank(bob.addr);
        office.setConsents(bytes32(0), new bytes32[](0), new ITerms.Consent[](0));
    }

    function test_RevertWhen_LengthsDiffer() public {
        vm.startPrank(alice.addr);
        vm.expectRevert(abi.encodeWithSelector(ITerms.LengthMismatch.selector, 1, 2));
        office.setConsents(inboxId, new bytes32[](1), new ITerms.Consent[](2));
        vm.expectRevert(abi.encodeWithSelector(ITerms.LengthMismatch.selector, 1, 0));
        office.setConsents(inboxId, new bytes32[](1), new ITerms.Consent[](0));
    }

    function test_RevertWhen_ASubjectIsZero() public {
        bytes32[] memory subjects = new bytes32[](2);
        subjects[0] = subjectOf(bob.addr);
        vm.expectRevert(abi.encodeWithSelector(ITerms.SubjectIsZero.selector, 1));
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, new ITerms.Consent[](2));
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        vm.prank(alice.addr);
        office.setConsents(inboxId, new bytes32[](0), new ITerms.Consent[](0));
        assertNoLogs();
    }

    function test_KeepsEachInOrder() public {
        (bytes32[] memory subjects, ITerms.Consent[] memory consents) = _some();
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, consents);

        _assertConsent(subjectOf(bob.addr), ITerms.Consent.None, NOW);
        _assertConsent(subjectOf(carol.addr), ITerms.Consent.Allowed, NOW);
        _assertConsent(malloryInboxId, ITerms.Consent.Denied, NOW);
    }

    function test_KeepsWhenItWasSetLast() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        vm.warp(NOW + 5);
        setConsent(bob.addr, ITerms.Consent.Denied);
        _assertConsent(subjectOf(bob.addr), ITerms.Consent.Denied, NOW + 5);
    }

    function test_EmitsForEach() public {
        (bytes32[] memory subjects, ITerms.Consent[] memory consents) = _some();
        for (uint256 i = 0; i < subjects.length; ++i) {
            vm.expectEmit(address(office));
            emit ITerms.ConsentSet(inboxId, subjects[i], consents[i]);
        }
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, consents);
    }

    function test_LeavesOthers() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        _assertConsent(subjectOf(carol.addr), ITerms.Consent.None, 0);
        (ITerms.Consent consent, uint40 setAt) = office.consentOf(malloryInboxId, subjectOf(bob.addr));
        vm.assertEq(uint8(consent), uint8(ITerms.Consent.None));
        vm.assertEq(setAt, 0);
    }

    /// @dev Bob twice, so that the last one counts; then an address and an inbox.
    function _some() private view returns (bytes32[] memory subjects, ITerms.Consent[] memory consents) {
        subjects = new bytes32[](4);
        consents = new ITerms.Consent[](4);
        (subjects[0], consents[0]) = (subjectOf(bob.addr), ITerms.Consent.Denied);
        (subjects[1], consents[1]) = (subjectOf(carol.addr), ITerms.Consent.Allowed);
        (subjects[2], consents[2]) = (malloryInboxId, ITerms.Consent.Denied);
        (subjects[3], consents[3]) = (subjectOf(bob.addr), ITerms.Consent.None);
    }

    function _assertConsent(bytes32 subject, ITerms.Consent consent, uint256 setAt) private view {
        (ITerms.Consent consent_, uint40 setAt_) = office.consentOf(inboxId, subject);
        vm.assertEq(uint8(consent_), uint8(consent), "consent");
        vm.assertEq(setAt_, setAt, "setAt");
    }
}
