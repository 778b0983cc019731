// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeModel} from "./PostOfficeModel.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title The people of the model act in any order, and one trespasses
/// @notice Each public function picks from what is possible now, so that it always succeeds, and writes down what it
/// meant. The invariants compare that with what the contract says.
/// @dev In this file because Hardhat knows only the contracts of the files that it is asked to run.
contract PostOfficeHandler is PostOfficeModel {
    constructor(
        IInboxRegistry registry_,
        IWholePostOffice office_,
        MockERC20 dollar_
    ) PostOfficeModel(registry_, office_, dollar_) {}

    /* MONEY */

    function deposit(uint256 who, uint256 to, uint256 token, uint256 amount) external counted {
        address from = people[who % 2];
        address asset = _movable(token);
        amount %= 10 * POSTAGE;
        _give(from, asset, amount);
        vm.prank(from);
        office.deposit{value: asset == NATIVE ? amount : 0}(asset, people[to % PEOPLE], amount);
        outsideMeant[from][asset] -= amount;
        balanceMeant[people[to % PEOPLE]][asset] += amount;
        paidIn[asset] += amount;
    }

    function withdraw(uint256 who, uint256 to, uint256 token, uint256 amount) external counted {
        address asset = _movable(token);
        address owner = _richest(who, asset);
        amount = bound(amount, 0, balanceMeant[owner][asset]);
        vm.prank(owner);
        office.withdraw(asset, amount, people[to % PEOPLE]);
        balanceMeant[owner][asset] -= amount;
        outsideMeant[people[to % PEOPLE]][asset] += amount;
        paidOut[asset] += amount;
    }

    function transfer(uint256 who, uint256 to, uint256 token, uint256 amount, bool bySpender) external counted {
        address asset = tokens[token % TOKENS];
        (address owner, address spender) = (_richest(who, asset), people[((who % PEOPLE) + 1) % PEOPLE]);
        amount = bound(amount, 0, balanceMeant[owner][asset]);
        balanceMeant[owner][asset] -= amount;
        balanceMeant[people[to % PEOPLE]][asset] += amount;
        if (bySpender) {
            vm.prank(owner);
            office.approve(spender, tokenId(asset), amount);
            vm.prank(spender);
            office.transferFrom(owner, people[to % PEOPLE], tokenId(asset), amount);
        } else {
            vm.prank(owner);
            office.transfer(people[to % PEOPLE], tokenId(asset), amount);
        }
    }

    function forceEther(uint256 amount) external counted {
        amount %= 1 ether;
        forced += amount;
        vm.deal(address(office), address(office).balance + amount);
    }

    function changeMood() external counted {
        _moody.setBlocked(address(office), !_moody.isBlocked(address(office)));
    }

    /* TERMS */

    function setTerms(
        uint256 inbox,
        uint256 token,
        uint96 stake,
        uint32 window,
        bool relayMayCollect
    ) external counted {
        (bytes32 id, address asset) = (_inboxIds[inbox % 2], tokens[token % TOKENS]);
        vm.prank(people[4 + (inbox % 2)]);
        office.setTerms(id, asset, 1 + (stake % STAKE), uint32(1 hours + (window % 29 days)), relayMayCollect);
        _relayMayCollect[id][asset] = relayMayCollect;
    }

    function setPayout(uint256 inbox, uint256 to) external counted {
        // The wallet is its own recovery.
        address recovery_ = people[4 + (inbox % 2)];
        address payout = to % 3 == 0 ? address(0) : people[to % PEOPLE];
        vm.prank(recovery_);
        office.setPayout(_inboxIds[inbox % 2], payout);
        _payouts[_inboxIds[inbox % 2]] = payout == address(0) ? recovery_ : payout;
    }

    /* STAMPS */

    function post(uint256 seed, uint256 value) external counted {
        IStamps.Stamp memory stamp = _newStamp(seed, people[seed % 2], tokens[(seed >> 8) % TOKENS]);
        _post(only(stamp), value, false);
    }

    function postMany(uint256 seed, uint256 value, uint256 count) external counted {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](1 + (count % _MOST_AT_ONCE));
        for (uint256 i = 0; i < stamps.length; ++i) {
            uint256 own = uint256(keccak256(abi.encode(seed, i)));
            stamps[i] = _newStamp(own, people[seed % 2], tokens[(seed >> 8) % TOKENS]);
        }
        _post(stamps, value, true);
    }

    function admit(uint256 seed, uint256 count) external counted {
        Meant storage first = _pick(seed, true);
        uint256[] memory chosen = _alike(first, count);
        for (uint256 i = 0; i < chosen.length; ++i) {
            Meant storage meant = _meant[chosen[i]];
            _payCarriage(meant);
            if (meant.status == IStamps.StampStatus.Open) meant.status = IStamps.StampStatus.Admitted;
        }
        vm.prank(first.stamp.relay);
        office.admit(_stampsOf(chosen));
    }

    function collect(uint256 seed, uint256 count, bool byRelay) external counted {
        Meant storage first = _pick(seed, true);
        uint256[] memory chosen = _alike(first, count);
        byRelay = byRelay && _relayMayCollectAll(chosen);
        for (uint256 i = 0; i < chosen.length; ++i) {
            Meant storage meant = _meant[chosen[i]];
            _payCarriage(meant);
            balanceMeant[_payouts[meant.stamp.inboxId]][meant.stamp.token] += meant.stamp.stake;
            (meant.status, meant.settledAt) = (IStamps.StampStatus.Collected, clock);
        }
        vm.prank(byRelay ? first.stamp.relay : _walletOf(first.stamp.inboxId));
        office.collect(_stampsOf(chosen));
    }

    function returnToSender(uint256 seed, uint256 count) external counted {
        Meant storage first = _pick(seed, true);
        uint256[] memory chosen = _alike(first, count);
        for (uint256 i = 0; i < chosen.length; ++i) {
            Meant storage meant = _meant[chosen[i]];
            _payCarriage(meant);
            balanceMeant[meant.stamp.sender][meant.stamp.token] += meant.stamp.stake;
            (meant.status, meant.settledAt) = (IStamps.StampStatus.Returned, clock);
        }
        vm.prank(_walletOf(first.stamp.inboxId));
        office.returnToSender(_stampsOf(chosen));
    }

    function expire(uint256 seed, uint256 who) external counted {
        Meant storage meant = _pick(seed, false);
        if (clock < meant.stamp.expiresAt) clock = meant.stamp.expiresAt + (seed % 3);
        vm.warp(clock);
        uint256 refund = uint256(meant.stamp.stake) + (meant.carriagePaid ? 0 : meant.stamp.carriage);
        balanceMeant[meant.stamp.sender][meant.stamp.token] += refund;
        (meant.status, meant.settledAt) = (IStamps.StampStatus.Expired, clock);
        vm.prank(people[who % PEOPLE]);
        office.expire(only(meant.stamp));
    }

    /// @dev The same outcome once more changes nothing, whoever asks.
    function settleAgain(uint256 seed, uint256 who) external counted {
        if (_meant.length == 0) return;
        Meant storage meant = _meant[seed % _meant.length];
        if (_isPending(meant)) return;
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        vm.prank(people[who % PEOPLE]);
        if (meant.status == IStamps.StampStatus.Collected) office.collect(stamps);
        else if (meant.status == IStamps.StampStatus.Returned) office.returnToSender(stamps);
        else office.expire(stamps);
    }

    function letTimePass(uint256 time) external counted {
        clock += time % 4 days;
    }

    /* TRESPASSER */

    /// @dev Tries one thing that nobody has a right to. None may succeed.
    function trespass(uint256 attempt, uint256 seed, uint256 who, uint256 token) external counted {
        Meant storage meant = _pick(seed, true);
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        (address victim, address asset) = (people[who % PEOPLE], tokens[token % TOKENS]);
        uint256 balance_ = balanceMeant[victim][asset];
        bytes[7] memory attempts = [
            abi.encodeCall(office.collect, (stamps)),
            abi.encodeCall(office.returnToSender, (stamps)),
            abi.encodeCall(office.admit, (stamps)),
            abi.encodeCall(office.expire, (stamps)),
            abi.encodeCall(office.transferFrom, (victim, mallory.addr, tokenId(asset), balance_ + 1)),
            abi.encodeCall(office.withdraw, (asset, 1, mallory.addr)),
            abi.encodeCall(office.setPayout, (meant.stamp.inboxId, mallory.addr))
        ];
        vm.prank(mallory.addr);
        (bool success, ) = address(office).call(attempts[attempt % attempts.length]);
        vm.assertFalse(success, "a trespass succeeded");
    }

    /// @dev Those who may, too late; and the sender, too early.
    function mistime(uint256 seed, bool tooLate) external counted {
        Meant storage meant = _pick(seed, true);
        IStamps.Stamp[] memory stamps = only(meant.stamp);
        if (tooLate) {
            vm.warp(meant.stamp.expiresAt);
            if (!meant.carriagePaid) _assertFails(meant.stamp.relay, abi.encodeCall(office.admit, (stamps)));
            _assertFails(_walletOf(meant.stamp.inboxId), abi.encodeCall(office.collect, (stamps)));
            _assertFails(_walletOf(meant.stamp.inboxId), abi.encodeCall(office.returnToSender, (stamps)));
            vm.warp(clock);
        } else {
            _assertFails(meant.stamp.sender, abi.encodeCall(office.expire, (stamps)));
            _assertFails(meant.stamp.sender, abi.encodeCall(office.returnToSender, (stamps)));
        }
    }

    /* PARTS */

    function _assertFails(address caller, bytes memory call) private {
        vm.prank(caller);
        (bool success, ) = address(office).call(call);
        vm.assertFalse(success, "a call out of time succeeded");
    }
}

/// @notice The invariants of contracts.md 3.5, by their numbers, as far as stamps and the ledger go.
contract PostOfficeInvariantsTest is PostOfficeTest {
    PostOfficeHandler private _handler;
    bytes4[] private _actions;

    function setUp() public override {
        super.setUp();
        _handler = new PostOfficeHandler(registry, office, dollar);
        _actions = [
            _handler.deposit.selector,
            _handler.withdraw.selector,
            _handler.transfer.selector,
            _handler.forceEther.selector,
            _handler.changeMood.selector,
            _handler.setTerms.selector,
            _handler.setPayout.selector,
            _handler.post.selector,
            _handler.post.selector,
            _handler.postMany.selector,
            _handler.admit.selector,
            _handler.admit.selector,
            _handler.collect.selector,
            _handler.collect.selector,
            _handler.returnToSender.selector,
            _handler.expire.selector,
            _handler.settleAgain.selector,
            _handler.letTimePass.selector,
            _handler.trespass.selector,
            _handler.mistime.selector
        ];
        targetSelector(address(_handler), _actions);
    }

    /// @dev Equal, not only enough, because these tokens do not shrink and what is forced in is counted.
    function invariant_1_3_BalancesAndEscrowAreWhatIsHeld() public view {
        for (uint256 t = 0; t < _handler.TOKENS(); ++t) {
            address token = _handler.tokens(t);
            uint256 sum = _escrowOf(token);
            for (uint256 p = 0; p < _handler.PEOPLE(); ++p) sum += balance(_handler.people(p), token);
            vm.assertEq(sum, _handler.paidIn(token) - _handler.paidOut(token), "came in and did not leave");
            assertHeld(token, token == NATIVE ? sum + _handler.forced() : sum);
        }
    }

    function invariant_2_4_5_StampsAreAsMeant() public view {
        PostOfficeHandler.Meant[] memory meant = _handler.stampsMeant();
        for (uint256 i = 0; i < meant.length; ++i) {
            assertWord(
                meant[i].id,
                meant[i].status,
                meant[i].relayMayCollect,
                meant[i].carriagePaid,
                meant[i].postedAt,
                meant[i].settledAt
            );
        }
    }

    function invariant_7_12_EveryoneHasWhatWasMeant() public view {
        for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
            address person = _handler.people(p);
            for (uint256 t = 0; t < _handler.TOKENS(); ++t) {
                address token = _handler.tokens(t);
                assertBalance(person, token, _handler.balanceMeant(person, token));
                uint256 outside = token == NATIVE ? person.balance : MockERC20(token).balanceOf(person);
                vm.assertEq(outside, _handler.outsideMeant(person, token), "in their own hands");
            }
        }
    }

    function invariant_8_EveryoneCanWithdrawEverything() public {
        uint256 snapshot = vm.snapshotState();
        for (uint256 t = 0; t < _handler.TOKENS(); ++t) {
            address token = _handler.tokens(t);
            if (!_handler.isMovable(token)) continue;
            for (uint256 p = 0; p < _handler.PEOPLE(); ++p) {
                address person = _handler.people(p);
                uint256 all = balance(person, token);
                vm.prank(person);
                office.withdraw(token, all, carol.addr);
            }
            assertHeld(token, _escrowOf(token) + (token == NATIVE ? _handler.forced() : 0));
        }
        vm.revertToState(snapshot);
    }

    /// @dev The invariants say nothing about what never happens: over 1,000 calls everything does, and often.
    function test_EveryActionSucceedsOften() public {
        uint256 seed = 1;
        for (uint256 i = 0; i < 1_000; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 action = _actions[seed % _actions.length];
            bytes32[4] memory words;
            for (uint256 w = 0; w < 4; ++w) words[w] = keccak256(abi.encode(seed, w));
            bool flag = seed & (1 << 200) != 0;
            bytes memory call = _callOf(action, words, flag);
            (bool success, ) = address(_handler).call(call);
            vm.assertTrue(success, "an action failed");
        }
        for (uint256 i = 0; i < _actions.length; ++i) {
            vm.assertGe(_handler.done(_actions[i]), 20, "an action was rare");
        }
        uint256[6] memory statuses;
        PostOfficeHandler.Meant[] memory meant = _handler.stampsMeant();
        for (uint256 i = 0; i < meant.length; ++i) ++statuses[uint8(meant[i].status)];
        for (uint256 i = uint8(IStamps.StampStatus.Collected); i < 6; ++i) {
            vm.assertGe(statuses[i], 20, "an outcome was rare");
        }
        invariant_1_3_BalancesAndEscrowAreWhatIsHeld();
        invariant_2_4_5_StampsAreAsMeant();
        invariant_7_12_EveryoneHasWhatWasMeant();
        invariant_8_EveryoneCanWithdrawEverything();
    }

    /// @dev What stamps that wait for their outcome hold, by the contract's own words.
    function _escrowOf(address token) private view returns (uint256 sum) {
        PostOfficeHandler.Meant[] memory meant = _handler.stampsMeant();
        for (uint256 i = 0; i < meant.length; ++i) {
            if (meant[i].stamp.token != token) continue;
            (IStamps.StampStatus status, , bool carriagePaid, , ) = office.stampStatus(meant[i].id);
            if (status != IStamps.StampStatus.Open && status != IStamps.StampStatus.Admitted) continue;
            sum += uint256(meant[i].stamp.stake) + (carriagePaid ? 0 : meant[i].stamp.carriage);
        }
    }

    /// @dev Any words serve as numbers; only flags and short numbers need theirs cut.
    function _callOf(bytes4 action, bytes32[4] memory words, bool flag) private view returns (bytes memory) {
        if (action == _handler.transfer.selector) return abi.encodePacked(action, abi.encode(words, flag));
        if (action == _handler.collect.selector) return abi.encodePacked(action, abi.encode(words[0], words[1], flag));
        if (action == _handler.mistime.selector) return abi.encodePacked(action, abi.encode(words[0], flag));
        if (action == _handler.setTerms.selector) {
            (uint96 stake, uint32 window) = (uint96(uint256(words[2])), uint32(uint256(words[3])));
            return abi.encodePacked(action, abi.encode(words[0], words[1], stake, window, flag));
        }
        return abi.encodePacked(action, abi.encode(words));
    }
}
