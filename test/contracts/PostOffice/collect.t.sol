// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract CollectTest is PostOfficeTest {
    IStamps.Stamp private _stamp;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_stamp, _id) = posted(1);
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        office.collect(new IStamps.Stamp[](0));
        assertNoLogs();
    }

    function test_PassesOverWhatIsCollected() public {
        collectAs(alice.addr, _stamp);
        _assertPassedOver(alice.addr);
        _assertPassedOver(mallory.addr);
        vm.warp(EXPIRES_AT);
        _assertPassedOver(alice.addr);
    }

    function test_RevertGiven_StampIsNotPending() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 2);
        expectNotPending(idOf(never), IStamps.StampStatus.None);
        collectAs(alice.addr, never);

        returnAs(alice.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Returned);
        collectAs(alice.addr, _stamp);
    }

    function test_RevertGiven_StampExpired() public {
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, _stamp);
        expectNotPending(_id, IStamps.StampStatus.Expired);
        collectAs(alice.addr, _stamp);
    }

    /// @dev What is not pending, its time, who calls: in this order.
    function test_RefusesInOrder() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 2);
        vm.warp(EXPIRES_AT);
        expectNotPending(idOf(never), IStamps.StampStatus.None);
        collectAs(mallory.addr, never);
        expectHasExpired(_id, EXPIRES_AT);
        collectAs(mallory.addr, _stamp);
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectHasExpired(_id, EXPIRES_AT);
            collectAs(alice.addr, _stamp);
        }
    }

    function test_CollectsInTheLastSecond() public {
        vm.warp(EXPIRES_AT - 1);
        collectAs(alice.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Collected, false, true, NOW, EXPIRES_AT - 1);
    }

    function test_RevertWhen_CallerIsNeitherWalletNorRelay() public {
        address[3] memory callers = [mallory.addr, recovery.addr, bob.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _id, callers[i]));
            collectAs(callers[i], _stamp);
        }
    }

    function test_RevertWhen_CallerWasAWallet() public {
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _id, alice.addr));
        collectAs(alice.addr, _stamp);
    }

    function test_RevertWhen_ARelayMayNot() public {
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _id, relay.addr));
        collectAs(relay.addr, _stamp);

        setRelayMayCollect(true);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, _id, relay.addr));
        collectAs(relay.addr, _stamp);
    }

    function test_ARelayMayIfItMightWhenPosted() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        setRelayMayCollect(false);
        vm.warp(NOW + 1);

        vm.expectEmit(address(office));
        emit IStamps.StampCollected(id, recovery.addr, relay.addr);
        collectAs(relay.addr, stamp);
        assertWord(id, IStamps.StampStatus.Collected, true, true, NOW, NOW + 1);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_ARelayMayAfterAdmission() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        admitAs(relay.addr, stamp);
        collectAs(relay.addr, stamp);
        assertWord(id, IStamps.StampStatus.Collected, true, true, NOW, NOW);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_RevertWhen_AnotherRelayCollects() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(2);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, id, mallory.addr));
        collectAs(mallory.addr, stamp);
    }

    function test_RevertGiven_ItHasNoRelay() public {
        setRelayMayCollect(true);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        (stamp.relay, stamp.carriage) = (address(0), 0);
        bytes32 id = post(stamp);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, id, relay.addr));
        collectAs(relay.addr, stamp);

        vm.expectEmit(address(office));
        emit IStamps.StampCollected(id, recovery.addr, address(0));
        collectAs(alice.addr, stamp);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertHeld(NATIVE, POSTAGE + STAKE);
    }

    function test_CreditsTheRecoveryWithoutAPayout() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(alice.addr, address(0), recovery.addr, 0, STAKE);
        collectAs(alice.addr, _stamp);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(alice.addr, NATIVE, 0);
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_CreditsThePayoutAsItIsNow() public {
        vm.prank(recovery.addr);
        office.setPayout(inboxId, carol.addr);
        collectAs(alice.addr, _stamp);
        assertBalance(carol.addr, NATIVE, STAKE);
        assertBalance(recovery.addr, NATIVE, 0);
    }

    function test_CreditsTheCarriageOfAnOpenStamp() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(alice.addr, address(0), relay.addr, 0, CARRIAGE);
        collectAs(alice.addr, _stamp);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    function test_CreditsNoCarriageTwice() public {
        admitAs(relay.addr, _stamp);
        vm.expectEmit(address(office));
        emit IStamps.StampCollected(_id, recovery.addr, relay.addr);
        collectAs(alice.addr, _stamp);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_MakesItCollected() public {
        vm.warp(NOW + 5);
        collectAs(alice.addr, _stamp);
        assertWord(_id, IStamps.StampStatus.Collected, false, true, NOW, NOW + 5);
    }

    function test_Emits() public {
        vm.expectEmit(address(office));
        emit IStamps.StampCollected(_id, recovery.addr, relay.addr);
        collectAs(alice.addr, _stamp);
    }

    function test_CollectsInAToken() public {
        IStamps.Stamp memory stamp = stampOf(address(dollar), 2);
        post(stamp);
        collectAs(alice.addr, stamp);
        assertBalance(recovery.addr, address(dollar), STAKE);
        assertBalance(relay.addr, address(dollar), CARRIAGE);
        assertHeld(address(dollar), POSTAGE);
    }

    /// @dev One stamp that may not be collected spoils the call, and the ones before it stay as they were.
    function test_RevertWhen_OneOfThemMayNot() public {
        IStamps.Stamp memory other = stampOf(NATIVE, 2);
        other.inboxId = malloryInboxId;
        bytes32 otherId = post(other);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, otherId, alice.addr));
        vm.prank(alice.addr);
        office.collect(both(_stamp, other));
        assertWord(_id, IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    /// @dev The authority of one inbox is never used for the next stamp's.
    function test_RevertWhen_AnInboxOfOthersComesBetween() public {
        IStamps.Stamp memory other = stampOf(NATIVE, 2);
        other.inboxId = malloryInboxId;
        bytes32 otherId = post(other);
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](3);
        (stamps[0], stamps[1], stamps[2]) = (_stamp, other, stampOf(NATIVE, 3));
        post(stamps[2]);
        vm.expectRevert(abi.encodeWithSelector(IStamps.NotRecipient.selector, otherId, alice.addr));
        vm.prank(alice.addr);
        office.collect(stamps);
    }

    function test_TheSameStampTwiceIsCollectedOnce() public {
        vm.prank(alice.addr);
        office.collect(both(_stamp, _stamp));
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }

    /// @dev An inbox that names the contract as its recovery must set a payout first, and can't: only that recovery may.
    function test_RevertGiven_TheRecoveryIsTheContract() public {
        bytes32 id = registerInbox(carol.addr, address(office));
        IStamps.Stamp memory stamp = stampOf(NATIVE, 2);
        stamp.inboxId = id;
        post(stamp);
        vm.expectRevert(abi.encodeWithSelector(ILedger.InvalidReceiver.selector, address(office)));
        collectAs(carol.addr, stamp);
        returnAs(carol.addr, stamp);
        assertBalance(bob.addr, NATIVE, STAKE);
    }

    function testFuzz_PaysOutWhatWasPaidIn(uint96 carriage, uint96 stake, bool native, bool admitFirst) public {
        IStamps.Stamp memory stamp = stampOf(native ? NATIVE : address(dollar), 2);
        (stamp.carriage, stamp.stake) = (carriage, uint96(bound(stake, STAKE, type(uint96).max)));
        credit(bob.addr, stamp.token, uint256(carriage) + stamp.stake);
        vm.prank(bob.addr);
        office.post(inputOf(stamp));

        if (admitFirst) admitAs(relay.addr, stamp);
        collectAs(alice.addr, stamp);
        assertBalance(recovery.addr, stamp.token, stamp.stake);
        assertBalance(relay.addr, stamp.token, carriage);
        assertBalance(bob.addr, stamp.token, 0);
    }

    function _assertPassedOver(address caller) private {
        watchLogs();
        collectAs(caller, _stamp);
        assertNoLogs();
        assertWord(_id, IStamps.StampStatus.Collected, false, true, NOW, NOW);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
    }
}
