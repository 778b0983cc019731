// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract AdmitTest is PostOfficeTest {
    IStamps.Stamp private _stamp;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_stamp, _id) = posted(1);
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        office.admit(new IStamps.Stamp[](0));
        assertNoLogs();
    }

    function test_RevertWhen_CallerIsNotItsRelay() public {
        address[3] memory callers = [mallory.addr, alice.addr, bob.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStamps.NotRelay.selector, _id, callers[i]));
            admitAs(callers[i], _stamp);
        }
    }

    /// @dev Who the relay is comes first: no one else learns or passes over anything.
    function test_RevertWhen_CallerIsNotItsRelayAndItIsAdmitted() public {
        admitAs(relay.addr, _stamp);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRelay.selector, _id, mallory.addr));
        admitAs(mallory.addr, _stamp);
    }

    function test_RevertGiven_ItHasNoRelay() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        (stamp.relay, stamp.carriage) = (address(0), 0);
        bytes32 id = post(stamp);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRelay.selector, id, relay.addr));
        admitAs(relay.addr, stamp);
    }

    function test_PassesOverWhatItHasTheCarriageOf() public {
        admitAs(relay.addr, _stamp);
        _assertPassedOver();
        vm.warp(EXPIRES_AT);
        _assertPassedOver();
    }

    function test_RevertGiven_ItWasNeverPosted() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        expectNotPending(idOf(stamp), IStamps.StampStatus.None);
        admitAs(relay.addr, stamp);
    }

    function test_RevertGiven_ItWasNeverPostedAndItsTimeIsOver() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        vm.warp(EXPIRES_AT);
        expectNotPending(idOf(stamp), IStamps.StampStatus.None);
        admitAs(relay.addr, stamp);
    }

    function test_RevertGiven_ItExpiredUnadmitted() public {
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Expired);
        admitAs(relay.addr, _stamp);
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectHasExpired(_id, EXPIRES_AT);
            admitAs(relay.addr, _stamp);
        }
    }

    function test_AdmitsInTheLastSecond() public {
        vm.warp(EXPIRES_AT - 1);
        admitAs(relay.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Admitted, false, true, NOW, 0);
    }

    function test_MakesItAdmittedAndKeepsTheStake() public {
        vm.warp(NOW + 1);
        admitAs(relay.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Admitted, false, true, NOW, 0);
        assertHeld(NATIVE, POSTAGE);
        assertBalance(recovery.addr, NATIVE, 0);
        assertBalance(bob.addr, NATIVE, 0);
    }

    function test_KeepsTheRelaysRightToCollect() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        admitAs(relay.addr, stamp);
        assertWord(id, IStamps.StampStatus.Admitted, true, true, NOW, 0);
    }

    function test_CreditsTheCarriage() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(relay.addr, address(0), relay.addr, 0, CARRIAGE);
        admitAs(relay.addr, _stamp);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_Emits() public {
        vm.expectEmit(address(office));
        emit IStamps.StampAdmitted(_id, relay.addr);
        admitAs(relay.addr, _stamp);
    }

    function test_AdmitsWithoutCarriage() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        stamp.carriage = 0;
        bytes32 id = post(stamp);
        watchLogs();
        admitAs(relay.addr, stamp);
        vm.assertEq(vm.getRecordedLogs().length, 1, "StampAdmitted alone");
        assertWord(id, IStamps.StampStatus.Admitted, false, true, NOW, 0);
        assertBalance(relay.addr, NATIVE, 0);
    }

    /// @dev Every later call brings the whole stamp; a word of it changed makes it another one, never posted.
    function testFuzz_RevertWhen_AFieldDiffers(uint8 field) public {
        IStamps.Stamp memory stamp = _stamp;
        field = uint8(bound(field, 0, 6));
        if (field == 0) stamp.sender = mallory.addr;
        if (field == 1) stamp.token = address(dollar);
        if (field == 2) stamp.inboxId = malloryInboxId;
        if (field == 3) stamp.letterHash = keccak256("another");
        if (field == 4) ++stamp.carriage;
        if (field == 5) ++stamp.stake;
        if (field == 6) ++stamp.expiresAt;
        expectNotPending(idOf(stamp), IStamps.StampStatus.None);
        admitAs(relay.addr, stamp);
    }

    function _assertPassedOver() private {
        watchLogs();
        admitAs(relay.addr, _stamp);
        assertNoLogs();
        assertWord(_id, IStamps.StampStatus.Admitted, false, true, NOW, 0);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }
}
